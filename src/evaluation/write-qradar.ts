import { INTERNAL_NETWORKS, networks } from "../network/networks.js";
import type { LabelledConnection } from "./simulate.js";

// A console numbers its own log sources and event names; these two stand for one firewall and its "permitted".
const LOG_SOURCE = 112;
const QID = 2_000_017;

/**
 * The connections as the answer of QRadar's REST API to an AQL search for events, one event a line, in the order given.
 * Ariel stores whole milliseconds; the device's clock shows whole seconds. `sourceaddress` and `destinationaddress` hold the
 * addresses of every event; `sourceip` and `destinationip` are IPv4 columns, `0.0.0.0` in an IPv6 event.
 */
export function writeQradar(connections: readonly LabelledConnection[]): string {
  const internal = networks(INTERNAL_NETWORKS);
  const side = (address: string) => (internal.has(address) ? "L" : "R");
  const events = connections.map((connection) => {
    const { time, source, destination, bytesOut, bytesIn } = connection;
    const ipv6 = source.includes(":");
    return JSON.stringify({
      starttime: Math.floor(time),
      devicetime: Math.floor(time / 1000) * 1000,
      sourceip: ipv6 ? "0.0.0.0" : source,
      sourceport: connection.sourcePort,
      destinationip: ipv6 ? "0.0.0.0" : destination,
      destinationport: connection.port,
      sourceaddress: source,
      destinationaddress: destination,
      eventdirection: `${side(source)}2${side(destination)}`,
      eventcount: 1,
      bytesout: bytesOut,
      bytesin: bytesIn,
      logsourceid: LOG_SOURCE,
      qid: QID,
      username: null,
    });
  });
  return `{"events":[\n${events.join(",\n")}\n]}\n`;
}
