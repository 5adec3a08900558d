import { RecordSearch } from "../../formats/json-search.js";
import {
  BROKEN,
  brokenAt,
  CLOSE_ARRAY,
  COMMA,
  OPEN_OBJECT,
  skipBlank,
  skipValue,
} from "../../formats/json-skip.js";
import { KeyMap } from "../../formats/key-map.js";
import { LONGEST_RECORD } from "../../formats/lines.js";
import type { AnswerRow } from "./answer.js";
import { AnswerColumns } from "./answer-columns.js";
import { KNOWN_NAMES } from "./columns.js";
import { plainName } from "./plain-name.js";

const NEWLINE = 10;
const utf8 = new TextDecoder();

/** Reads rows one by one, so that a broken one costs no other. */
export class JsonRows {
  readonly rows: AnswerRow[] = [];
  readonly columns: AnswerColumns = new AnswerColumns();
  cut: string | undefined;
  readonly #bytes: Uint8Array;
  readonly #known = new RecordSearch(new KeyMap({ time: [...KNOWN_NAMES] }, plainName));
  /** Finds what begins like rows that could be read. */
  #alike: RecordSearch | undefined;
  #line = 1;
  #newline: number;
  /** Behind what has been read. */
  #behind = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#newline = this.#nextNewline(0);
  }

  /** Reads the rows from `start` on to the end of their array, or of the document. */
  read(start: number, inArray: boolean): void {
    // Behind a broken row its array's end cannot be told, and rows of the next one may have been read with it.
    if (start < this.#behind) return;
    const bytes = this.#bytes;
    const end = bytes.length;
    let at = start;
    for (;;) {
      at = skipBlank(bytes, at, end);
      while (bytes[at] === COMMA) at = skipBlank(bytes, at + 1, end);
      if (at >= end) break;
      if (inArray && bytes[at] === CLOSE_ARRAY) break;
      at = this.#row(at, inArray);
    }
    if (at >= end && inArray) {
      this.cut = "ends before its JSON is closed; what stood before was read";
    }
    this.#behind = at;
  }

  /** Behind the row at `start`, or where the next one begins. */
  #row(start: number, inArray: boolean): number {
    const bytes = this.#bytes;
    const end = Math.min(bytes.length, start + LONGEST_RECORD);
    const behind = skipValue(bytes, start, end);
    if (behind > 0) {
      this.#add(start, behind);
      return behind;
    }
    if (behind === BROKEN) this.#giveUp(start, brokenAt + 1, "broken JSON");
    else this.#giveUp(start, end, end < bytes.length ? "record too long" : "cut off");
    return inArray ? this.#nextAlike(start + 1) : this.#nextObjectLine(start + 1);
  }

  #add(start: number, end: number): void {
    const line = this.#lineAt(start);
    if (this.#bytes[start] !== OPEN_OBJECT) {
      this.rows.push({ line, start, end, cells: [], broken: "not a JSON object" });
      return;
    }
    if (this.#alike === undefined) {
      this.#alike = new RecordSearch(new KeyMap({}));
      this.#alike.learn(this.#bytes, start, end);
    }
    const text = utf8.decode(this.#bytes.subarray(start, end));
    const cells = this.columns.cells(JSON.parse(text) as object);
    this.rows.push({ line, start, end, cells, broken: undefined });
  }

  #giveUp(start: number, end: number, broken: string): void {
    this.#known.learn(this.#bytes, start, end);
    this.rows.push({ line: this.#lineAt(start), start, end, cells: [], broken });
  }

  #nextAlike(start: number): number {
    const end = this.#bytes.length;
    return (this.#alike ?? this.#known).next(this.#bytes, start, end, end);
  }

  #nextObjectLine(start: number): number {
    let at = this.#nextNewline(start);
    while (at < this.#bytes.length && this.#bytes[at + 1] !== OPEN_OBJECT) {
      at = this.#nextNewline(at + 1);
    }
    return Math.min(at + 1, this.#bytes.length);
  }

  #lineAt(position: number): number {
    while (this.#newline < position) {
      this.#line++;
      this.#newline = this.#nextNewline(this.#newline + 1);
    }
    return this.#line;
  }

  /** The next newline, or where one would be behind the last line. */
  #nextNewline(start: number): number {
    const at = this.#bytes.indexOf(NEWLINE, start);
    return at < 0 ? this.#bytes.length : at;
  }
}
