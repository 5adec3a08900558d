import type { Detection, Format, Reader, Sink } from "./format.js";
import { jsonReader } from "./json-layout.js";
import { KeyMap, withOwnNames } from "./key-map.js";
import { streamFromNames, streamOf, ZeekRecords, type ZeekStream } from "./zeek-records.js";
import { zeekTsv } from "./zeek-tsv.js";

const NAMES = {
  time: ["ts"],
  source: ["id.orig_h", "id_orig_h"],
  destination: ["id.resp_h", "id_resp_h"],
  port: ["id.resp_p", "id_resp_p"],
  bytesOut: ["orig_bytes", "request_body_len"],
  bytesIn: ["resp_bytes", "response_body_len"],
  protocol: ["proto"],
  host: ["host", "server_name"],
  ja4: ["ja4"],
  ja3n: ["ja3n"],
  ja3: ["ja3"],
  ja3s: ["ja3s"],
  uid: ["uid"],
  stream: ["_path", "@stream"],
} as const;

const utf8 = new TextDecoder();
const NONE: ReadonlySet<string> = new Set([""]);

/**
 * Zeek's conn, http and ssl logs, as TSV or as JSON with dotted or underscored names. Where records of all kinds stand in one
 * input (`_path`), as its first 64 KiB show, their order means nothing.
 *
 * @see https://docs.zeek.org/en/master/log-formats.html
 */
export const zeek: Format = {
  id: "zeek",

  detect(head: Uint8Array): Detection | undefined {
    const text = utf8.decode(head);
    if (/^#(separator|set_separator|empty_field|unset_field|path|open|fields)\b/.test(text)) {
      return { stream: tsvStream(text) };
    }
    const hasTime = /"ts"\s*:/.test(text);
    const isRecord = /"(id[._])?orig_h"\s*:|"_path"\s*:/.test(text);
    return /^\s*[[{]/.test(text) && hasTime && isRecord ? jsonStreams(text) : undefined;
  },

  open(head: Uint8Array, sink: Sink): Reader {
    const keys = keyMap(sink);
    const text = utf8.decode(head);
    if (text.startsWith("#")) return zeekTsv(keys, sink);
    const dialect = { unset: NONE, names: false, timeUnit: "s" } as const;
    const { stream, mixed } = jsonStreams(text);
    const taker = new ZeekRecords(sink, dialect, stream, new Set(), mixed);
    const seconds = sink.options.timeUnit === undefined;
    return jsonReader(head, { keys, seconds, intake: sink.intake, taker });
  },
};

function keyMap({ options, uids }: Sink): KeyMap {
  const names = uids === undefined ? { ...NAMES, uid: [] } : NAMES;
  return new KeyMap(withOwnNames(names, options.fields));
}

function tsvStream(head: string): ZeekStream {
  const paths = Array.from(head.matchAll(/^#path[\t ]+(\S+)/gm), ([, path = ""]) => streamOf(path));
  const first = paths.includes("conn") ? "conn" : paths[0];
  if (first !== undefined) return first;
  return streamFromNames(/^#fields\s(.*)$/m.exec(head)?.[1]?.split(/\s/) ?? []);
}

/** The kinds of records by the names they give themselves, else by the names of their fields. conn comes first: see Sink. */
function jsonStreams(head: string): { stream: ZeekStream; mixed: boolean } {
  const paths = head.matchAll(/"(?:_path|@stream)"\s*:\s*"(\w+)"/g);
  const streams = new Set(Array.from(paths, ([, path = ""]) => streamOf(path)));
  const [first] = streams;
  if (first !== undefined) {
    return { stream: streams.has("conn") ? "conn" : first, mixed: streams.size > 1 };
  }
  const names = Array.from(
    head.slice(0, 8192).matchAll(/"([\w.]+)"\s*:/g),
    ([, name = ""]) => name,
  );
  return { stream: streamFromNames(names), mixed: false };
}
