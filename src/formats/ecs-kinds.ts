import { TELLS, type Tells } from "./told-kinds.js";

const WHOLE = new Set(["flow", "connection", "conn"]);
const DETAIL = new Set(["tls", "ssl", "quic", "http"]);
/** Sensors that log a connection as such beside what they tell of its protocols. */
const SENSORS = new Set(["zeek", "bro", "suricata", "network_traffic", "packetbeat"]);
/** What such sensors log where their name is not part of the dataset's. */
const OTHER = new Set([
  ...["alert", "anomaly", "capture_loss", "dhcp", "dhcpv4", "dns", "drop", "fileinfo", "files"],
  ...["icmp", "notice", "stats", "weird", "x509"],
]);

/**
 * What an event tells of a connection, by its dataset (`zeek.ssl`, `network_traffic.flow`, `dns`) or the kind that Suricata
 * gave it; or by whether Packetbeat calls it final: it reports an open flow again and again, which would look like a beacon.
 * A dataset of something other than a sensor (a firewall, a proxy) is taken for connections.
 *
 * @example ecsTells("zeek.connection") > ecsTells("zeek.ssl"); // => true
 * @example ecsTells("false"); // => 0
 */
export function ecsTells(name: string | undefined): Tells {
  if (name === undefined || name === "true") return TELLS.whole;
  if (name === "false") return TELLS.nothing;
  const parts = name.split(".");
  const last = parts.at(-1) as string;
  if (WHOLE.has(last)) return TELLS.whole;
  if (DETAIL.has(last)) return TELLS.detail;
  if (last === "netflow" && parts.length === 1) return TELLS.direction;
  const isOther = OTHER.has(last) || SENSORS.has(parts[0] as string);
  return isOther ? TELLS.nothing : TELLS.whole;
}
