import { ecsTells } from "./ecs-kinds.js";
import type { FieldName } from "./fields.js";
import type { Detection, Format, Reader, Sink } from "./format.js";
import { JsonDocument } from "./json-document.js";
import { jsonReader, recordDepth } from "./json-layout.js";
import { KeyMap, withOwnNames } from "./key-map.js";
import { ToldRecords } from "./told-records.js";

type Names = Partial<Record<FieldName, readonly string[]>>;

/** Names of ECS, then those that products use beside it. */
const NAMES: Names = {
  time: ["event.start", "firstPacket", "@timestamp"],
  source: ["source.ip", "client.ip"],
  destination: ["destination.ip", "server.ip"],
  port: ["destination.port", "server.port"],
  bytesOut: ["source.bytes", "client.bytes"],
  bytesIn: ["destination.bytes", "server.bytes"],
  protocol: ["network.transport", "ipProtocol", "network.iana_number"],
  host: [
    ...["tls.client.server_name", "destination.domain", "server.domain", "url.domain"],
    ...["http.host"],
  ],
  ja4: ["tls.client.ja4", "tls.client.hash.ja4", "hash.ja4", "tls.ja4"],
  ja3String: ["tls.ja3string"],
  ja3: ["tls.client.ja3", "tls.client.hash.ja3", "hash.ja3", "tls.ja3"],
  ja3s: ["tls.server.ja3s", "tls.server.hash.ja3s", "hash.ja3s", "tls.ja3s"],
  uid: [
    ...["zeek.session_id", "log.id.uid", "zeek.uid", "suricata.eve.flow_id"],
    ...["network.community_id"],
  ],
  stream: ["suricata.eve.event_type", "flow.final", "event.dataset", "data_stream.dataset"],
  end: ["event.end", "lastPacket"],
  duration: ["event.duration"],
  linked: ["rootId"],
};

/** Arkime's `source.bytes` are those of whole frames, its `client.bytes` those of payload. */
const ARKIME: Names = {
  ...NAMES,
  bytesOut: ["client.bytes", "source.bytes"],
  bytesIn: ["server.bytes", "destination.bytes"],
};
const NANOSECONDS = 1e9;

const UNSET: ReadonlySet<string> = new Set(["", "-", "(empty)"]);
/** What may stand in an object before its `ip`: `geo`, `as`, and what is in them. */
const INSIDE = "(?:[^{}]|\\{(?:[^{}]|\\{[^{}]*\\})*\\})*?";
const WANTED = "a connection, nor tells of one";
const utf8 = new TextDecoder();

/**
 * Events in Elastic's Common Schema, and what is close to it: Packetbeat, Filebeat's Zeek and Suricata modules, Security
 * Onion, sessions of Arkime. Keys are nested or dotted; of an array its first value counts; the answer of a search
 * (`{"hits":{"hits":[{"_source":{…}}]}}`) is read as its events. Where events of one sensor tell of a connection and of its
 * protocols, the connection is counted once, and given host and fingerprint by its uid, whichever comes first.
 *
 * A long session of Arkime's is logged in parts that share a `rootId`: they are one connection of one input, from its first
 * packet on, with the bytes of all. Bytes are those of payload where a session has them.
 *
 * @see https://www.elastic.co/docs/reference/ecs
 */
export const ecs: Format = {
  id: "ecs",

  detect(head: Uint8Array): Detection | undefined {
    const text = utf8.decode(head);
    const hasTime = /"(@timestamp|firstPacket|event\.start)"\s*:/.test(text);
    const has = (side: string) =>
      new RegExp(`"(${side})\\.ip"\\s*:|"(${side})"\\s*:\\s*\\{${INSIDE}"ip"\\s*:`).test(text);
    const hasEnds = has("source|client") && has("destination|server");
    return /^\s*[[{]/.test(text) && hasTime && hasEnds ? {} : undefined;
  },

  open(head: Uint8Array, sink: Sink): Reader {
    const { intake, options } = sink;
    const text = utf8.decode(head);
    const wrapper = wrapperOf(text);
    const isArkime = /"firstPacket"\s*:/.test(text);
    const names = withOwnNames(isArkime ? ARKIME : NAMES, options.fields);
    const keys = new KeyMap(wrapper === undefined ? names : wrapped(names), undefined, true);
    const dialect = { unset: UNSET, names: false, timeUnit: undefined, second: NANOSECONDS };
    const taker = new ToldRecords(sink, dialect, ecsTells);
    const input = { keys, seconds: false, intake, taker };
    if (wrapper === undefined) return taker.reader(jsonReader(head, input), WANTED);
    const depth = recordDepth(head, new KeyMap({ time: [wrapper] })) ?? 0;
    return taker.reader(new JsonDocument(depth, input), WANTED);
  },
};

/** The property of a search's hit that holds the event. */
function wrapperOf(head: string): string | undefined {
  if (/"_source"\s*:\s*\{/.test(head)) return "_source";
  return /"_index"\s*:/.test(head) && /"fields"\s*:\s*\{/.test(head) ? "fields" : undefined;
}

/** A hit may have its event twice, as it came and as fields that were asked for. */
function wrapped(names: Names): Names {
  return Object.fromEntries(
    Object.entries(names).map(([field, list]) => [
      field,
      ["_source.", "fields."].flatMap((prefix) => list.map((name) => prefix + name)),
    ]),
  );
}
