import { isObject, type JsonObject, parseObject } from "./json-texts.js";
import type { FilledRow, ZeekRowSource } from "./zeek-row.js";
import type { ZeekRowBooks } from "./zeek-row-books.js";
import { Scratch } from "./zeek-row-scratch.js";

const NEWLINE = 10;
const utf8 = new TextDecoder();

/** One wanted name in the spellings that logs have for it. */
interface Spellings {
  readonly dotted: string;
  readonly underscored: string;
  /** The keys on the way down nested objects. */
  readonly path: readonly string[];
}

/** Rows from lines that are JSON objects: byte ranges of the values written as TSV would have them. */
export class ZeekJsonRows implements ZeekRowSource {
  readonly comments = false;
  readonly #spellings: readonly Spellings[];
  readonly #books: ZeekRowBooks;
  readonly #scratch = new Scratch();
  readonly #row: FilledRow;

  constructor(names: readonly string[], books: ZeekRowBooks) {
    this.#books = books;
    this.#spellings = names.map((dotted) => {
      return { dotted, underscored: dotted.replaceAll(".", "_"), path: dotted.split(".") };
    });
    const start = new Int32Array(names.length);
    const end = new Int32Array(names.length);
    this.#row = { bytes: this.#scratch.bytes, start, end, json: true };
  }

  line(bytes: Uint8Array, start: number): number {
    const newline = bytes.indexOf(NEWLINE, start);
    const text = utf8.decode(bytes.subarray(start, newline));
    const object = objectOf(text);
    if (typeof object === "string") this.#books.reject(object, text.replace(/\r$/, ""));
    else this.#take(object);
    return newline + 1;
  }

  #take(object: JsonObject): void {
    const scratch = this.#scratch;
    const { start, end } = this.#row;
    scratch.length = 0;
    for (let i = 0; i < start.length; i++) {
      const text = textOf(wantedOf(object, this.#spellings[i] as Spellings));
      start[i] = text === "" ? -1 : scratch.length;
      scratch.push(text);
      end[i] = scratch.length;
    }
    this.#row.bytes = scratch.bytes;
    this.#books.row(this.#row);
  }
}

/** An integer that a double may not keep. */
const LONG_INTEGER = /(?<![\d.])\d{16}/;

/** The object that a line spells, or why it spells none; parseObject also keeps long fractions, at several times the cost. */
function objectOf(text: string): JsonObject | string {
  if (LONG_INTEGER.test(text)) return parseObject(text);
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : "not a JSON object";
  } catch {
    return "broken JSON";
  }
}

function wantedOf(object: JsonObject, { dotted, underscored, path }: Spellings): unknown {
  const flat = object[dotted] ?? (underscored === dotted ? undefined : object[underscored]);
  if (flat !== undefined && flat !== null) return flat;
  return path.length > 1 ? path.reduce<unknown>(childOf, object) : undefined;
}

function childOf(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

/** A value as TSV has it; empty where there is none. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "T" : "F";
  return Array.isArray(value) ? value.map(elementOf).join(",") : "";
}

/** Zeek escapes a comma within an element, and has a dash for an unset one. */
function elementOf(value: unknown): string {
  return value === null ? "-" : textOf(value).replaceAll(",", "\\x2c");
}
