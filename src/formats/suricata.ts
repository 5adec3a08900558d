import type { Detection, Format, Reader, Sink } from "./format.js";
import { jsonReader } from "./json-layout.js";
import { KeyMap, withOwnNames } from "./key-map.js";
import { TELLS, type Tells } from "./told-kinds.js";
import { ToldRecords } from "./told-records.js";

const NAMES = {
  // A flow's own timestamp is when it was logged: at its end.
  time: ["flow.start", "netflow.start", "timestamp"],
  source: ["src_ip"],
  destination: ["dest_ip"],
  port: ["dest_port"],
  bytesOut: ["flow.bytes_toserver", "netflow.bytes"],
  bytesIn: ["flow.bytes_toclient"],
  protocol: ["proto"],
  host: ["tls.sni", "quic.sni", "http.hostname"],
  ja4: ["tls.ja4", "quic.ja4"],
  ja3String: ["tls.ja3.string", "quic.ja3.string"],
  ja3: ["tls.ja3.hash", "quic.ja3.hash", "tls.ja3"],
  ja3s: ["tls.ja3s.hash", "quic.ja3s.hash", "tls.ja3s"],
  uid: ["flow_id"],
  stream: ["event_type"],
  end: ["flow.end", "netflow.end"],
} as const;

const KINDS: Readonly<Record<string, Tells>> = {
  flow: TELLS.whole,
  netflow: TELLS.direction,
  tls: TELLS.detail,
  quic: TELLS.detail,
  http: TELLS.detail,
};
/** The kinds of events that Suricata logs: one of these names beside a `timestamp` is enough to know a log by. */
const EVENTS = new Set([
  ...["alert", "anomaly", "arp", "bittorrent_dht", "dcerpc", "dhcp", "dnp3", "dns", "drop"],
  ...["engine", "enip", "fileinfo", "flow", "frame", "ftp", "ftp_data", "http", "http2", "ike"],
  ...["ikev2", "krb5", "ldap", "mdns", "metadata", "modbus", "mqtt", "netflow", "nfs", "packet"],
  ...["pgsql", "pop3", "quic", "rdp", "rfb", "sip", "smb", "smtp", "snmp", "ssh", "stats"],
  ...["telnet", "tftp", "tls", "websocket"],
]);
const WANTED = "a flow, netflow, tls, quic or http event";
const UNSET: ReadonlySet<string> = new Set([""]);
const utf8 = new TextDecoder();

/**
 * Suricata's EVE JSON. Flow events are the connections; tls, quic and http events add host and fingerprint to the flow of
 * their `flow_id`, and are connections themselves in a log without flow events. Netflow events count where there are no
 * flow events, the client's half of each flow only. All other events are ignored. The order of events means nothing but for
 * the two halves of a netflow.
 *
 * Bytes are those of whole frames (`flow.bytes_*`, `netflow.bytes`), not of payload as in Zeek's and Arkime's logs.
 *
 * @see https://docs.suricata.io/en/latest/output/eve/eve-json-format.html
 */
export const suricata: Format = {
  id: "suricata",

  detect(head: Uint8Array): Detection | undefined {
    const text = utf8.decode(head);
    if (!/^\s*[[{]/.test(text) || !/"timestamp"\s*:/.test(text)) return undefined;
    const events = Array.from(text.matchAll(/"event_type"\s*:\s*"(\w*)"/g), ([, name]) => name);
    const isKnown = events.some((name) => EVENTS.has(name as string));
    if (events.length === 0 || !(isKnown || /"(src_ip|flow_id)"\s*:/.test(text))) return undefined;
    const kinds = new Set(events.map((name) => tellsOf(name)));
    const hasFlows = kinds.has(TELLS.whole) || kinds.has(TELLS.direction);
    return { stream: hasFlows ? "conn" : "detail", mixed: kinds.has(TELLS.detail) && hasFlows };
  },

  open(head: Uint8Array, sink: Sink): Reader {
    const keys = new KeyMap(withOwnNames(NAMES, sink.options.fields), undefined, true);
    const dialect = { unset: UNSET, names: false, timeUnit: undefined } as const;
    const taker = new ToldRecords(sink, dialect, tellsOf);
    const { intake } = sink;
    return taker.reader(jsonReader(head, { keys, seconds: false, intake, taker }), WANTED);
  },
};

function tellsOf(event: string | undefined): Tells {
  return Object.hasOwn(KINDS, event ?? "") ? (KINDS[event ?? ""] as Tells) : TELLS.nothing;
}
