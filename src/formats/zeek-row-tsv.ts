import { type Columns, ROLE } from "./columns.js";
import type { Slots } from "./fields.js";
import { readLine } from "./read-line.js";
import type { FilledRow, ZeekRowSource } from "./zeek-row.js";
import type { ZeekRowBooks } from "./zeek-row-books.js";
import { ZeekHeader } from "./zeek-row-header.js";

const NEWLINE = 10;
const HASH = 35;
/** How many columns at the end of a line may be missing: they count as unset. RITA v5 bears as many. */
const MISSING = 2;
const utf8 = new TextDecoder();
const encoder = new TextEncoder();

/** Rows from the lines of a TSV log: byte ranges of the line itself. */
export class ZeekTsvRows implements ZeekRowSource {
  readonly comments = true;
  readonly #names: readonly string[];
  readonly #books: ZeekRowBooks;
  readonly #header = new ZeekHeader();
  readonly #slots: Slots;
  readonly #row: FilledRow;
  /** Undefined before the first header, behind each change of one, and while there is none that can be used. */
  #columns: Columns | undefined;
  #unset: Uint8Array = new Uint8Array();
  #empty: Uint8Array = new Uint8Array();

  constructor(names: readonly string[], books: ZeekRowBooks) {
    this.#names = names;
    this.#books = books;
    const start = new Int32Array(names.length).fill(-1);
    const end = new Int32Array(names.length);
    const numbers = new Float64Array();
    this.#slots = { start, end, numbers, columns: 0, plain: false, optional: false };
    this.#row = { bytes: new Uint8Array(), start, end, json: false };
  }

  line(bytes: Uint8Array, start: number): number {
    if (bytes[start] === HASH) return this.#headerLine(bytes, start);
    const columns = this.#columns ?? this.#begin();
    if (columns === undefined) {
      const newline = bytes.indexOf(NEWLINE, start);
      this.#books.reject(this.#header.flaw ?? "", lineText(bytes, start, newline));
      return newline + 1;
    }
    const newline = readLine(bytes, start, columns, this.#slots);
    const found = this.#slots.columns;
    const expected = columns.fields.length;
    if (found > expected || found < expected - MISSING) {
      const text = lineText(bytes, start, newline);
      this.#books.reject(`${found} columns, ${expected} expected`, text);
    } else {
      for (let column = found; column < columns.wanted; column++) {
        const field = columns.fields[column] as number;
        if (field >= 0) this.#slots.start[field] = -1;
      }
      this.#row.bytes = bytes;
      this.#withoutUnset(bytes);
      this.#books.row(this.#row);
    }
    return newline + 1;
  }

  #headerLine(bytes: Uint8Array, start: number): number {
    const newline = bytes.indexOf(NEWLINE, start);
    if (this.#header.read(lineText(bytes, start, newline))) this.#columns = undefined;
    return newline + 1;
  }

  /** Makes ready for the lines below a header. */
  #begin(): Columns | undefined {
    const { names, separator, unset, empty, flaw } = this.#header;
    if (names === undefined || flaw !== undefined) return undefined;
    const fields = names.map((name) => this.#names.indexOf(name));
    this.#unset = encoder.encode(unset);
    this.#empty = encoder.encode(empty);
    this.#slots.start.fill(-1);
    this.#columns = {
      delimiter: separator.charCodeAt(0),
      dash: false,
      quotes: false,
      fields: Int8Array.from(fields),
      roles: Uint8Array.from(fields, (field) => (field < 0 ? ROLE.skip : ROLE.text)),
      wanted: fields.findLastIndex((field) => field >= 0) + 1,
      optional: false,
    };
    return this.#columns;
  }

  #withoutUnset(bytes: Uint8Array): void {
    const { start, end } = this.#slots;
    const unset = this.#unset;
    const empty = this.#empty;
    for (let i = 0; i < start.length; i++) {
      const from = start[i] as number;
      const to = end[i] as number;
      if (from < 0) continue;
      if (from === to || is(unset, bytes, from, to) || is(empty, bytes, from, to)) start[i] = -1;
    }
  }
}

/** Whether `bytes[start, end)` are exactly the bytes of `word`. */
function is(word: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  const { length } = word;
  if (end - start !== length) return false;
  for (let i = 0; i < length; i++) if (bytes[start + i] !== word[i]) return false;
  return true;
}

function lineText(bytes: Uint8Array, start: number, newline: number): string {
  return utf8.decode(bytes.subarray(start, newline)).replace(/\r$/, "");
}
