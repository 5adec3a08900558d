import { INTERNAL_NETWORKS, networks } from "../network/networks.js";
import type { LabelledConnection } from "./simulation.js";

const COLUMNS: readonly (readonly [field: string, type: string])[] = [
  ["ts", "time"],
  ["uid", "string"],
  ["id.orig_h", "addr"],
  ["id.orig_p", "port"],
  ["id.resp_h", "addr"],
  ["id.resp_p", "port"],
  ["proto", "enum"],
  ["service", "string"],
  ["duration", "interval"],
  ["orig_bytes", "count"],
  ["resp_bytes", "count"],
  ["conn_state", "string"],
  ["local_orig", "bool"],
  ["local_resp", "bool"],
  ["missed_bytes", "count"],
  ["history", "string"],
  ["orig_pkts", "count"],
  ["orig_ip_bytes", "count"],
  ["resp_pkts", "count"],
  ["resp_ip_bytes", "count"],
  ["tunnel_parents", "set[string]"],
];

const SERVICES: Readonly<Record<number, string>> = { 80: "http", 123: "ntp", 443: "ssl" };

const TCP_ATTEMPT_SECONDS = 5;
const TCP_PAYLOAD = 1448;
const TCP_HANDSHAKE_AND_CLOSE = 4;

/**
 * The connections as Zeek's conn.log in its tab-separated form, all 21 standard columns, in pieces of a line. Zeek writes a
 * connection when it ends, so lines are in order of the end and `ts` is not in order.
 *
 * @see https://docs.zeek.org/en/master/logs/conn.html
 */
export function* zeekLines(connections: readonly LabelledConnection[]): Generator<string> {
  const internal = networks(INTERNAL_NETWORKS);
  const byEnd = connections.toSorted((a, b) => endOf(a) - endOf(b));
  const first = byEnd[0];
  const last = byEnd.at(-1);
  yield "#separator \\x09\n";
  yield "#set_separator\t,\n";
  yield "#empty_field\t(empty)\n";
  yield "#unset_field\t-\n";
  yield "#path\tconn\n";
  yield `#open\t${dashed(first ? endOf(first) : 0)}\n`;
  yield `#fields\t${COLUMNS.map(([field]) => field).join("\t")}\n`;
  yield `#types\t${COLUMNS.map(([, type]) => type).join("\t")}\n`;
  for (const connection of byEnd) yield `${lineOf(connection, internal.has)}\n`;
  yield `#close\t${dashed(last ? endOf(last) : 0)}\n`;
}

/** The same as one string, which a million connections are too long for to be handled well. */
export function writeZeek(connections: readonly LabelledConnection[]): string {
  return [...zeekLines(connections)].join("");
}

function lineOf(connection: LabelledConnection, isLocal: (address: string) => boolean): string {
  const { source, destination, port, protocol, bytesOut, bytesIn, duration } = connection;
  return [
    seconds(connection.time),
    connection.id,
    source,
    connection.sourcePort,
    destination,
    port,
    protocol,
    (duration !== null && SERVICES[port]) || "-",
    duration === null ? "-" : duration.toFixed(6),
    bytesOut ?? "-",
    bytesIn ?? "-",
    duration === null ? "S0" : "SF",
    isLocal(source) ? "T" : "F",
    isLocal(destination) ? "T" : "F",
    0,
    history(connection),
    ...packets(connection, bytesOut),
    ...(duration === null ? [0, 0] : packets(connection, bytesIn)),
    "-",
  ].join("\t");
}

/** When Zeek writes the line, epoch milliseconds: it waits some seconds before it gives an attempt up. */
function endOf({ time, duration }: LabelledConnection): number {
  return time + (duration ?? TCP_ATTEMPT_SECONDS) * 1000;
}

/** Seconds with six decimals, from whole microseconds: dividing first would round some of them wrongly. */
function seconds(time: number): string {
  const microseconds = Math.round(time * 1000);
  const rest = microseconds % 1_000_000;
  return `${(microseconds - rest) / 1_000_000}.${String(rest).padStart(6, "0")}`;
}

/** As in `2026-11-23-00-00-00`, UTC. */
function dashed(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace(/[T:]/g, "-");
}

function history({ protocol, duration }: LabelledConnection): string {
  if (protocol === "udp") return duration === null ? "D" : "Dd";
  return duration === null ? "S" : "ShADadFf";
}

/** Packets one way and their bytes with IP headers; of an attempt, the packet that tried. */
function packets(
  { source, protocol, duration }: LabelledConnection,
  payload: number | null,
): [count: number, ipBytes: number] {
  const bytes = payload ?? 0;
  const ipHeader = source.includes(":") ? 40 : 20;
  if (protocol === "udp") return [1, bytes + ipHeader + 8];
  if (duration === null) return [1, ipHeader + 40];
  const count = TCP_HANDSHAKE_AND_CLOSE + Math.ceil(bytes / TCP_PAYLOAD);
  return [count, bytes + count * (ipHeader + 32)];
}
