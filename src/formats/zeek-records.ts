import { spells } from "./bytes.js";
import { FIELD, type FieldTexts, type Slots } from "./fields.js";
import type { Sink } from "./format.js";
import type { RecordTaker } from "./json-records.js";
import { type Dialect, RecordReader } from "./record-reader.js";

/** The Zeek logs that tell of connections; every other log's records are ignored. */
export type ZeekStream = "conn" | "http" | "ssl" | "other";

/** The stream of a log by its name (`#path`, `_path`, `@stream`). */
export function streamOf(path: string): ZeekStream {
  return path === "conn" || path === "http" || path === "ssl" ? path : "other";
}

/** The stream of a log that does not say its name, from the names of its fields. */
export function streamFromNames(names: readonly string[]): ZeekStream {
  const has = (...some: string[]) => some.some((name) => names.includes(name));
  if (has("conn_state", "history", "orig_pkts")) return "conn";
  if (has("trans_depth", "request_body_len", "response_body_len")) return "http";
  if (has("ssl_history", "cipher", "server_name", "cert_chain_fuids", "ja3")) return "ssl";
  return "other";
}

/** Zeek's records by stream: connections are read, what only describes one is joined by uid, the rest is ignored. */
export class ZeekRecords implements RecordTaker {
  readonly #sink: Sink;
  readonly #reader: RecordReader;
  readonly #stream: ZeekStream;
  readonly #streams: Set<ZeekStream>;
  readonly #waits: boolean;
  #last: ZeekStream = "other";

  /**
   * `stream` is that of records that do not name their own; `streams` collects those that were read of this input; `waits`:
   * what describes a connection may come behind it.
   */
  constructor(
    sink: Sink,
    dialect: Dialect,
    stream: ZeekStream,
    streams: Set<ZeekStream> = new Set(),
    waits = false,
  ) {
    this.#sink = sink;
    this.#waits = waits;
    this.#reader = new RecordReader(sink, dialect, waits);
    this.#stream = stream;
    this.#streams = streams;
  }

  fast(bytes: Uint8Array, slots: Slots): boolean {
    const stream = slots.plain ? this.#stream : this.#streamOf(bytes, slots);
    if (stream === "other") {
      this.#sink.intake.ignored++;
      return true;
    }
    if (stream !== this.#last) this.#met(stream);
    if (stream === "conn" && slots.plain) return this.#reader.plain(slots);
    // A conn record has no host; a shipper's own "host" beside it is the sensor's name.
    if (stream === "conn") slots.start[FIELD.host] = -1;
    else if (this.#sink.enrichOnly) return this.#fastEnrich(bytes, slots);
    return this.#reader.fast(bytes, slots);
  }

  exact(texts: FieldTexts, raw: string): void {
    const path = texts[FIELD.stream];
    const stream = path === undefined ? this.#stream : streamOf(path);
    if (stream !== this.#last) this.#met(stream);
    if (stream === "conn") texts[FIELD.host] = undefined;
    if (stream === "other") this.#sink.intake.ignored++;
    else if (stream !== "conn" && this.#sink.enrichOnly) {
      this.#reader.enrich(texts);
      this.#noticeLate();
    } else this.#reader.exact(texts, raw);
  }

  #fastEnrich(bytes: Uint8Array, slots: Slots): boolean {
    const read = this.#reader.fastEnrich(bytes, slots);
    if (read) this.#noticeLate();
    return read;
  }

  /** The beginning of the input showed conn records alone, so that those before this record did not wait for it. */
  #noticeLate(): void {
    if (this.#waits || !this.#streams.has("conn")) return;
    const what =
      "described a connection behind the beginning of a log that showed conn records alone; not joined to those before them";
    this.#sink.intake.notice("late-details", what);
  }

  /** Warns where the beginning of an input did not tell that conn records come too, so that http and ssl were counted. */
  #met(stream: ZeekStream): void {
    this.#last = stream;
    if (stream === "other") return;
    this.#streams.add(stream);
    if (this.#sink.enrichOnly) return;
    if (this.#streams.size < 2 || !this.#streams.has("conn")) return;
    const what = "holds http or ssl records beside conn: connections of both count more than once";
    this.#sink.intake.warnFile("counted-twice", what);
  }

  #streamOf(bytes: Uint8Array, { start, end }: Slots): ZeekStream {
    const from = start[FIELD.stream] as number;
    if (from < 0) return this.#stream;
    const to = end[FIELD.stream] as number;
    if (spells(bytes, from, to, "conn")) return "conn";
    if (spells(bytes, from, to, "http")) return "http";
    return spells(bytes, from, to, "ssl") ? "ssl" : "other";
  }
}
