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
  const feeder = new LineFeeder(new ZeekTsv(keys, sink));
  return {
    write: (chunk) => feeder.write(chunk),
    end: (broken) => feeder.end(broken),
  };
}

class ZeekTsv implements LineConsumer {
  readonly #keys: KeyMap;
  readonly #sink: Sink;
  #slots: Slots = emptySlots();
  #separator = "\t";
  #unset = "-";
  #empty = "(empty)";
  #path: string | undefined;
  #columns = columnsOf([], { delimiter: "\t", quotes: false, seconds: true, dash: true });
  #stream: ZeekStream = "other";
  #records: ZeekRecords | undefined;

  constructor(keys: KeyMap, sink: Sink) {
    this.#keys = keys;
    this.#sink = sink;
  }

  lines(bytes: Uint8Array, start: number, end: number): void {
    const { intake } = this.#sink;
    for (let at = start; at < end; ) {
      intake.line++;
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

  overlong(bytes: Uint8Array): void {
    this.#sink.intake.line++;
    this.#sink.intake.reject("line too long", utf8.decode(bytes.subarray(0, 200)));
  }

  broken(bytes: Uint8Array): void {
    this.#sink.intake.line++;
    this.#sink.intake.reject("cut off", utf8.decode(bytes));
  }

  #headerOrStray(line: string): void {
    if (line === "") return;
    if (!line.startsWith("#")) {
      this.#sink.intake.reject("no #fields line before it", line);
      return;
    }
    const [name = "", ...values] = line.split(
      line.startsWith("#separator") ? " " : this.#separator,
    );
    const value = values[0] ?? "";
    if (name === "#separator") this.#separator = unescaped(value);
    else if (name === "#unset_field") this.#unset = value;
    else if (name === "#empty_field") this.#empty = value;
    else if (name === "#path") this.#path = value;
    else if (name === "#fields") this.#setFields(values);
  }

  #setFields(names: readonly string[]): void {
    const fields = names.map((name) => this.#keys.field(name));
    const seconds = this.#sink.options.timeUnit === undefined;
    this.#columns = columnsOf(fields, {
      delimiter: this.#separator,
      quotes: false,
      seconds,
      dash: this.#unset === "-",
    });
    this.#slots = emptySlots(this.#columns.optional || this.#sink.uids !== undefined);
    this.#stream = this.#path === undefined ? streamFromNames(names) : streamOf(this.#path);
    const unset = new Set([this.#unset, this.#empty, ""]);
    const dialect = { unset, names: false, timeUnit: "s" } as const;
    this.#records = new ZeekRecords(this.#sink, dialect, this.#stream);
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
