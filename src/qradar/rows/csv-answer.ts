import { parseHeader } from "../../formats/csv-header.js";
import { LONGEST_QUOTED, recordEnd, splitRecord } from "../../formats/csv-line.js";
import type { Answer, AnswerRow } from "./answer.js";
import { cellText } from "./cells.js";

/** What the query's last column may say. */
const CONFIDENCES = ["high", "medium"];
const NEWLINE = 10;
const QUOTE = 34;
const utf8 = new TextDecoder();

/** The rows of a CSV file (RFC 4180; also `;`, tab and `|`, as the header tells) that begins at `start` with its header. */
export function csvAnswer(bytes: Uint8Array, start: number): Answer {
  const lines = new CsvRecords(bytes, start);
  const header = lines.next();
  const { delimiter, names } = parseHeader(header?.text ?? "", undefined);
  lines.delimiter = delimiter.charCodeAt(0);
  const rows: AnswerRow[] = [];
  let cut: string | undefined;
  for (let record = lines.next(); record !== undefined; record = lines.next()) {
    const { line, start: first, end, text } = record;
    if (text.trim() === "") continue;
    const cells = record.closed ? splitRecord(text, delimiter) : [];
    let broken = record.closed ? wrongCount(cells.length, names.length) : "quote never closed";
    if (end >= bytes.length && isCutOff(cells, names, rows.at(-1))) {
      broken = "cut off";
      cut = "ends inside a row; what stood before was read";
    }
    rows.push({ line, start: first, end, cells, broken });
  }
  return { name: null, form: "csv", columns: names, rows, bytes, cut };
}

/** Whether a last line without a line break ends too early: before its last cell, or within that; a quote left open has no cells. */
function isCutOff(
  cells: readonly string[],
  names: readonly string[],
  before: AnswerRow | undefined,
): boolean {
  if (cells.length < names.length) return true;
  const last = names.length - 1;
  if (cells.length > names.length || !/conf/i.test(names[last] as string)) return false;
  const text = (cells[last] as string).trim().toLowerCase();
  // No text at all is a beginning, too, unless nobody writes any.
  if (text === "") return before === undefined || cellText(before.cells[last]) !== null;
  return CONFIDENCES.some((word) => word !== text && word.startsWith(text));
}

function wrongCount(columns: number, expected: number): string | undefined {
  return columns === expected ? undefined : `${columns} columns, ${expected} expected`;
}

interface CsvRecord {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly closed: boolean;
}

/** Cuts text into records; one whose quote is never closed is its first line. */
class CsvRecords {
  /** Code of the character between cells. */
  delimiter = 44;
  readonly #bytes: Uint8Array;
  #at: number;
  #line = 1;
  /** The next quote from where the reading is. */
  #quote = -1;

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = withLastBreak(bytes);
    this.#at = start;
    this.#line += lineBreaks(bytes, 0, start);
  }

  next(): CsvRecord | undefined {
    const bytes = this.#bytes;
    const start = this.#at;
    if (start >= bytes.length) return undefined;
    let end = lineEnd(bytes, start);
    let closed = true;
    if (this.#quoteFrom(start) < end) {
      const close = this.#quotedEnd(start);
      closed = close >= 0;
      if (closed) end = close;
    }
    const line = this.#line;
    this.#line += lineBreaks(bytes, start, end) + 1;
    this.#at = end + 1;
    const text = utf8.decode(bytes.subarray(start, end)).replace(/\r$/, "");
    return { line, start, end, text, closed };
  }

  /** Where the record ends whose first line has a quote; negative where a quote is not closed in good time. */
  #quotedEnd(start: number): number {
    const bytes = this.#bytes;
    const line = lineEnd(bytes, start);
    const limit = Math.min(bytes.length, line + LONGEST_QUOTED);
    return recordEnd(bytes, start, limit, this.delimiter);
  }

  #quoteFrom(start: number): number {
    if (this.#quote < start) {
      const at = this.#bytes.indexOf(QUOTE, start);
      this.#quote = at < 0 ? this.#bytes.length : at;
    }
    return this.#quote;
  }
}

function withLastBreak(bytes: Uint8Array): Uint8Array {
  if (bytes.at(-1) === NEWLINE) return bytes;
  const longer = new Uint8Array(bytes.length + 1);
  longer.set(bytes);
  longer[bytes.length] = NEWLINE;
  return longer;
}

function lineEnd(bytes: Uint8Array, start: number): number {
  const at = bytes.indexOf(NEWLINE, start);
  return at < 0 ? bytes.length : at;
}

function lineBreaks(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) if (bytes[at] === NEWLINE) count++;
  return count;
}
