import type { CsvHeader } from "./csv-header.js";
import { LONGEST_QUOTED, recordEnd, splitRecord } from "./csv-line.js";
import { emptySlots, FIELDS, type FieldTexts } from "./fields.js";
import type { Sink } from "./format.js";
import type { LineConsumer } from "./lines.js";
import { readLine } from "./read-line.js";
import { RecordReader } from "./record-reader.js";

const NEWLINE = 10;
const UNSET: ReadonlySet<string> = new Set(["", "-", "null", "NULL", "N/A", "n/a", "(empty)"]);
const utf8 = new TextDecoder();

/** Reads the lines of a CSV file whose header is known; records with quotes may span several. */
export class CsvLines implements LineConsumer {
  readonly #header: CsvHeader;
  readonly #sink: Sink;
  readonly #reader: RecordReader;
  readonly #slots = emptySlots();
  #atHeader = true;
  /** A record whose quoted text goes on in the next block. */
  #pending = new Uint8Array(0);

  constructor(header: CsvHeader, sink: Sink) {
    this.#header = header;
    this.#sink = sink;
    this.#reader = new RecordReader(sink, { unset: UNSET, names: true, timeUnit: undefined });
  }

  lines(bytes: Uint8Array, start: number, end: number): void {
    if (this.#pending.length === 0) {
      this.#block(bytes, start, end);
      return;
    }
    const joined = new Uint8Array(this.#pending.length + end - start);
    joined.set(this.#pending);
    joined.set(bytes.subarray(start, end), this.#pending.length);
    this.#pending = new Uint8Array(0);
    this.#block(joined, 0, joined.length);
  }

  unread(reason: string, bytes: Uint8Array): void {
    const { intake } = this.#sink;
    const record = utf8.decode(this.#pending) + utf8.decode(bytes);
    this.#pending = new Uint8Array(0);
    intake.line++;
    intake.reject(reason, record);
  }

  /** The input is over: a record whose quote was never closed loses its first line, the others are read. */
  end(): void {
    while (this.#pending.length > 0) {
      const pending = this.#pending;
      this.#pending = new Uint8Array(0);
      this.#block(pending, this.#unclosed(pending, 0), pending.length);
    }
  }

  #block(bytes: Uint8Array, start: number, end: number): void {
    for (let at = start; at < end; ) {
      const newline = readLine(bytes, at, this.#header.columns, this.#slots);
      if (newline >= 0) {
        this.#plain(bytes, at, newline);
        at = newline + 1;
        continue;
      }
      const limit = Math.min(end, at + LONGEST_QUOTED);
      const close = recordEnd(bytes, at, limit, this.#header.columns.delimiter);
      if (close >= 0) at = this.#quoted(bytes, at, close);
      else if (end - at <= LONGEST_QUOTED) {
        this.#pending = bytes.slice(at, end);
        return;
      } else at = this.#unclosed(bytes, at);
    }
  }

  /** A line without quotes. */
  #plain(bytes: Uint8Array, start: number, end: number): void {
    this.#sink.intake.line++;
    if (this.#skipHeader()) return;
    if (this.#slots.columns !== this.#header.columns.fields.length) {
      this.#wrongCount(this.#slots.columns, utf8.decode(bytes.subarray(start, end)));
    } else if (!this.#reader.fast(bytes, this.#slots)) {
      const record = utf8.decode(bytes.subarray(start, end)).replace(/\r$/, "");
      this.#exact(record, splitRecord(record, this.#header.delimiter));
    }
  }

  /** A record with quotes; returns where the next one begins. */
  #quoted(bytes: Uint8Array, start: number, end: number): number {
    const { intake } = this.#sink;
    const record = utf8.decode(bytes.subarray(start, end)).replace(/\r$/, "");
    const values = splitRecord(record, this.#header.delimiter);
    const lineBreaks = record.split("\n").length - 1;
    const header = this.#skipHeader();
    // A quote left open ends where the next one opens, some lines on: they must not be lost with it.
    const fits = values.length === this.#header.columns.fields.length;
    if (lineBreaks > 0 && !fits && !header) return this.#unclosed(bytes, start);
    intake.line++;
    if (!header) this.#exact(record, values);
    intake.line += lineBreaks;
    return end + 1;
  }

  #exact(record: string, values: readonly string[]): void {
    if (values.length !== this.#header.columns.fields.length) {
      this.#wrongCount(values.length, record);
      return;
    }
    const texts: FieldTexts = new Array(FIELDS.length).fill(undefined);
    for (const [column, value] of values.entries()) {
      const field = this.#header.columns.fields[column] as number;
      if (field >= 0) texts[field] = value.trim();
    }
    this.#reader.exact(texts, record);
  }

  /** Rejects the line at `start`, whose quote is never closed; returns where the next one begins. */
  #unclosed(bytes: Uint8Array, start: number): number {
    const newline = bytes.indexOf(NEWLINE, start);
    this.#sink.intake.line++;
    this.#sink.intake.reject("quote never closed", utf8.decode(bytes.subarray(start, newline)));
    return newline + 1;
  }

  #wrongCount(columns: number, line: string): void {
    if (line.trim() === "") return;
    this.#sink.intake.reject(
      `${columns} columns, ${this.#header.columns.fields.length} expected`,
      line,
    );
  }

  #skipHeader(): boolean {
    const header = this.#atHeader;
    this.#atHeader = false;
    return header;
  }
}
