import { INTERNAL_NETWORKS, networks } from "../network/networks.js";
import type { LabelledConnection } from "./simulation.js";

// A console numbers its own log sources and event names; these two stand for one firewall and its "permitted".
const LOG_SOURCE = 112;
const QID = 2_000_017;

/**
 * The connections as the answer of QRadar's REST API to an AQL search for events, one event a line, in the order given; in
 * pieces of a line. Ariel stores whole milliseconds; the device's clock shows whole seconds. `sourceaddress` and
 * `destinationaddress` hold the addresses of every event; `sourceip` and `destinationip` are IPv4 columns, `0.0.0.0` in an
 * IPv6 event.
 */
export function* qradarLines(connections: readonly LabelledConnection[]): Generator<string> {
  const internal = networks(INTERNAL_NETWORKS);
  const side = (address: string) => (internal.has(address) ? "L" : "R");
  yield '{"events":[';
  let before = "\n";
  for (const connection of connections) {
    const direction = `${side(connection.source)}2${side(connection.destination)}`;
    yield `${before}${JSON.stringify(eventOf(connection, direction))}`;
    before = ",\n";
  }
  yield "\n]}\n";
}

/** The same as one string, which a million connections are too long for to be handled well. */
export function writeQradar(connections: readonly LabelledConnection[]): string {
  return [...qradarLines(connections)].join("");
}

function eventOf(connection: LabelledConnection, eventdirection: string): object {
  const { time, source, destination, bytesOut, bytesIn } = connection;
  const ipv6 = source.includes(":");
  return {
    starttime: Math.floor(time),
    devicetime: Math.floor(time / 1000) * 1000,
    sourceip: ipv6 ? "0.0.0.0" : source,
    sourceport: connection.sourcePort,
    destinationip: ipv6 ? "0.0.0.0" : destination,
    destinationport: connection.port,
    sourceaddress: source,
    destinationaddress: destination,
    eventdirection,
    eventcount: 1,
    bytesout: bytesOut,
    bytesin: bytesIn,
    logsourceid: LOG_SOURCE,
    qid: QID,
    username: null,
  };
}
