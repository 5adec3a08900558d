import type { Intake } from "../intake.js";
import type { Reader } from "./format.js";
import { LineFeeder } from "./lines.js";
import type { ZeekRowSource, ZeekRowTaker } from "./zeek-row.js";
import { ZeekRowBooks } from "./zeek-row-books.js";
import { ZeekJsonRows } from "./zeek-row-json.js";
import { ZeekTsvRows } from "./zeek-row-tsv.js";

export type { ZeekRow, ZeekRowTaker } from "./zeek-row.js";

const NEWLINE = 10;
const SPACE = 32;
const HASH = 35;
const BRACKET = 91;
const BRACE = 123;
/** RITA v5 reads a file until it met more bad lines than this. */
const BAD_LINES = 25;

/** Where rows are counted, and how bad a file may be. */
export interface ZeekRowOptions {
  readonly intake: Intake;
  /** After more bad lines than this the records of the rest are ignored, with one warning; default 25. */
  readonly badLines?: number;
}

/**
 * A reader of one Zeek log of any kind, TSV or one JSON object a line, that hands over the values of the wanted columns, named
 * as TSV has them: `id.orig_h`. JSON may also spell that `id_orig_h` or `{"id":{"orig_h":…}}`; its arrays come as TSV's sets,
 * its objects as no value. Escapes such as `\x09` stay as they are.
 *
 * Lines that are no row are rejected: no JSON, no header before it, more columns than the header names or, by more than two,
 * fewer. Blank lines are nothing.
 */
export function zeekRows(
  names: readonly string[],
  taker: ZeekRowTaker,
  options: ZeekRowOptions,
): Reader {
  const { intake, badLines = BAD_LINES } = options;
  const books = new ZeekRowBooks(taker, intake, badLines);
  let source: ZeekRowSource | undefined;
  return new LineFeeder({
    lines(bytes, start, end) {
      for (let at = start; at < end; ) {
        intake.line++;
        const blank = blankUntil(bytes, at);
        if (blank >= 0) {
          at = blank + 1;
          continue;
        }
        source ??= sourceOf(bytes, at, names, books);
        if (books.abandoned) {
          if (!source.comments || bytes[at] !== HASH) books.passOver();
          at = bytes.indexOf(NEWLINE, at) + 1;
        } else {
          at = source.line(bytes, at);
        }
      }
    },
    unread(reason, bytes) {
      intake.line++;
      books.unread(reason, bytes);
    },
  });
}

/** The position of the newline where the line at `start` is blank, else −1. */
function blankUntil(bytes: Uint8Array, start: number): number {
  let at = start;
  while ((bytes[at] as number) <= SPACE && bytes[at] !== NEWLINE) at++;
  return bytes[at] === NEWLINE ? at : -1;
}

/** JSON is told from TSV by the first byte that is no blank. */
function sourceOf(
  bytes: Uint8Array,
  start: number,
  names: readonly string[],
  books: ZeekRowBooks,
): ZeekRowSource {
  let at = start;
  while ((bytes[at] as number) <= SPACE) at++;
  const isJson = bytes[at] === BRACE || bytes[at] === BRACKET;
  return isJson ? new ZeekJsonRows(names, books) : new ZeekTsvRows(names, books);
}
