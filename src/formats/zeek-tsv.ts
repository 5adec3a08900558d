import { printable } from "../text/printable.js";
import { columnsOf } from "./columns.js";
import { emptySlots, FIELDS, type FieldTexts, type Slots } from "./fields.js";
import type { Reader, Sink } from "./format.js";
import type { KeyMap } from "./key-map.js";
import { type LineConsumer, LineFeeder } from "./lines.js";
import { readLine } from "./read-line.js";
import { streamFromNames, streamOf, ZeekRecords, type ZeekStream } from "./zeek-records.js";

const NEWLINE = 10;
const HASH = 35;
const utf8 = new TextDecoder();

/** A reader for Zeek's TSV logs: the header says which columns there are, also when it changes on the way. */
export function zeekTsv(keys: KeyMap, sink: Sink): Reader {
  return new LineFeeder(new ZeekTsv(keys, sink));
}

class ZeekTsv implements LineConsumer {
  readonly #keys: KeyMap;
  readonly #sink: Sink;
  #slots: Slots = emptySlots();
  #separator = "\t";
  #unset = "-";
  #empty = "(empty)";
  #path: string | undefined;
  #names: readonly string[] | undefined;
  readonly #streams = new Set<ZeekStream>();
  #columns = columnsOf([], { delimiter: "\t", quotes: false, seconds: true, dash: true });
  /** Undefined before the first header and behind each change of one: other lines of the header may follow. */
  #records: ZeekRecords | undefined;

  constructor(keys: KeyMap, sink: Sink) {
    this.#keys = keys;
    this.#sink = sink;
  }

  lines(bytes: Uint8Array, start: number, end: number): void {
    const { intake } = this.#sink;
    for (let at = start; at < end; ) {
      intake.line++;
      if (this.#records === undefined && bytes[at] !== HASH) this.#begin();
      if (bytes[at] === HASH || this.#records === undefined) {
        const newline = bytes.indexOf(NEWLINE, at);
        this.#headerOrStray(utf8.decode(bytes.subarray(at, newline)).replace(/\r$/, ""));
        at = newline + 1;
        continue;
      }
      const newline = readLine(bytes, at, this.#columns, this.#slots);
      if (this.#slots.columns !== this.#columns.fields.length) this.#wrongCount(bytes, at, newline);
      else if (!this.#records.fast(bytes, this.#slots)) this.#exact(bytes, at, newline);
      at = newline + 1;
    }
  }

  unread(reason: string, bytes: Uint8Array): void {
    this.#sink.intake.line++;
    this.#sink.intake.reject(reason, utf8.decode(bytes));
  }

  #headerOrStray(line: string): void {
    if (line.trim() === "") return;
    if (!line.startsWith("#")) this.#sink.intake.reject(this.#whyStray(), line);
    else this.#header(line);
  }

  #whyStray(): string {
    return this.#names === undefined
      ? "no #fields line before it"
      : `#separator ${printable(JSON.stringify(this.#separator))} cannot be told from values`;
  }

  #header(line: string): void {
    const [name = "", ...values] = line.split(
      line.startsWith("#separator") ? " " : this.#separator,
    );
    const value = values[0] ?? "";
    if (name === "#separator") this.#separator = unescaped(value);
    else if (name === "#unset_field") this.#unset = value;
    else if (name === "#empty_field") this.#empty = value;
    else if (name === "#path") this.#path = value;
    else if (name === "#fields") this.#names = values;
    else return;
    this.#records = undefined;
  }

  /** Makes ready for the lines below a header; not without one, nor with a separator that values may hold. */
  #begin(): void {
    const names = this.#names;
    if (names === undefined || !/^[^\w.:\r\n\u0080-\uffff-]$/.test(this.#separator)) return;
    const fields = names.map((name) => this.#keys.field(name));
    const seconds = this.#sink.options.timeUnit === undefined;
    this.#columns = columnsOf(fields, {
      delimiter: this.#separator,
      quotes: false,
      seconds,
      dash: this.#unset === "-",
    });
    this.#slots = emptySlots(this.#columns.optional || this.#sink.uids !== undefined);
    const stream = this.#path === undefined ? streamFromNames(names) : streamOf(this.#path);
    const unset = new Set([this.#unset, this.#empty, ""]);
    const dialect = { unset, names: false, timeUnit: "s" } as const;
    this.#records = new ZeekRecords(this.#sink, dialect, stream, this.#streams);
  }

  #wrongCount(bytes: Uint8Array, start: number, end: number): void {
    const line = utf8.decode(bytes.subarray(start, end));
    if (line.trim() === "") return;
    const { columns } = this.#slots;
    this.#sink.intake.reject(`${columns} columns, ${this.#columns.fields.length} expected`, line);
  }

  #exact(bytes: Uint8Array, start: number, end: number): void {
    const line = utf8.decode(bytes.subarray(start, end)).replace(/\r$/, "");
    const texts: FieldTexts = new Array(FIELDS.length).fill(undefined);
    for (const [column, value] of line.split(this.#separator).entries()) {
      const field = this.#columns.fields[column] as number;
      if (field >= 0) texts[field] = value;
    }
    this.#records?.exact(texts, line);
  }
}

/** Zeek writes its separator as `\x09`. */
function unescaped(text: string): string {
  const match = /^\\x([0-9a-fA-F]{2})$/.exec(text);
  return match?.[1] === undefined ? text : String.fromCharCode(Number.parseInt(match[1], 16));
}
