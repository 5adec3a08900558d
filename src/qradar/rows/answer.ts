import { InputError } from "../../errors.js";
import { csvAnswer } from "./csv-answer.js";
import { jsonAnswer } from "./json-answer.js";
import { whyRecords } from "./record-format.js";

/** A row of an answer, whatever it is about; or, where it is broken, why. */
export interface AnswerRow {
  /** Line on which it begins, from 1. */
  readonly line: number;
  /** Where it stands in the bytes of its answer. */
  readonly start: number;
  readonly end: number;
  /** Its values in the order of the answer's columns; shorter where the last of them are not in it. */
  readonly cells: readonly unknown[];
  readonly broken: string | undefined;
}

/** An answer of a console, whatever was asked. */
export interface Answer {
  /** The name of the array that the rows stand in, as in `{"events":[…]}`; null where it has none. */
  readonly name: string | null;
  readonly form: "json" | "ndjson" | "csv";
  /** Every name that any row has a value for, in the order of first sight. */
  readonly columns: readonly string[];
  readonly rows: readonly AnswerRow[];
  readonly bytes: Uint8Array;
  /** Why there may have been more than could be read. */
  readonly cut: string | undefined;
}

const utf8 = new TextEncoder();

/**
 * Reads an answer: Ariel's JSON (`{"events":[…]}`, or an array under any name at any depth, of several the one whose objects have most
 * of the query's columns), a bare array, one object a line, or CSV. A broken row costs no other.
 * Throws an InputError for what is none of these.
 *
 * @example readAnswer("a.json", '{"events":[{"sourceip":"10.0.0.1","COUNT":16.0}]}').columns; // => ["sourceip", "COUNT"]
 */
export function readAnswer(file: string, input: string | Uint8Array): Answer {
  const bytes = withoutMark(bytesOf(file, input));
  const start = bytes.findIndex((code) => code > 32);
  const first = bytes[start] ?? 0;
  const reason = start < 0 ? "empty" : whyUnread(bytes, first);
  if (reason !== undefined) throw new InputError(file, reason);
  return first === 0x7b || first === 0x5b ? jsonAnswer(bytes) : csvAnswer(bytes, start);
}

/** The bytes of what a program gave, whose type nobody may have checked. */
function bytesOf(file: string, input: unknown): Uint8Array {
  if (typeof input === "string") return utf8.encode(input);
  if (input instanceof Uint8Array) return input;
  const what = input === null ? "null" : typeof input;
  throw new InputError(file, `no text: expected a string or bytes, got ${what}`);
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return marked ? bytes.subarray(3) : bytes;
}

/** Why text that begins like this cannot be an answer. */
function whyUnread(bytes: Uint8Array, first: number): string | undefined {
  const mark = ((bytes[0] as number) << 8) | (bytes[1] ?? 0);
  if (mark === 0x504b) return "a zip archive; unzip it";
  if (mark === 0x1f8b) return "gzip; unzip it";
  if (mark === 0xfffe || mark === 0xfeff) return "UTF-16 text; convert it to UTF-8";
  if (first === 0x3c) return whyRecords(bytes) ?? "XML (or HTML); export it as JSON or CSV";
  return bytes.subarray(0, 1 << 16).includes(0) ? (whyRecords(bytes) ?? "no text") : undefined;
}
