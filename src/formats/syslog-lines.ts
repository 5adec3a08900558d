import { FIELD, type FieldTexts } from "./fields.js";
import type { Detection, Reader, Sink } from "./format.js";
import { type Dialect, RecordReader } from "./record-reader.js";
import { SyslogSlots } from "./syslog-slots.js";
import { hasNoYear, headerTime, inUtc } from "./syslog-time.js";
import { textLines } from "./text-lines.js";

/** One record a line, with or without a syslog header before it. */
export interface SyslogGrammar {
  readonly dialect: Dialect;
  /** What a record begins with. */
  readonly mark: SyslogMark;
  /** The fields of the record at this position of a line, or the reason why it has none. */
  read(line: string, start: number): FieldTexts | string;
}

/** How a record begins: with a word, and a version and a bar behind it. */
export interface SyslogMark {
  readonly word: string;
  /** The word and the version; sticky. */
  readonly pattern: RegExp;
}

const LONGEST_HEADER = 1024;
const BLANK = /^\s*$/;
/** What a line of JSON, CSV and their like begins with or has before a record that it holds as a text. */
const TEXT_WITHIN = /^\s*[[{"#]|(?<!:\d\d)[,"](?![^[]*\])/;
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Where a record begins in a line, −1 when it has none. */
export function markAt(line: string, { word, pattern }: SyslogMark): number {
  for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + word.length)) {
    pattern.lastIndex = at;
    const free = at === 0 || !/[A-Za-z0-9]/.test(line[at - 1] as string);
    if (free && pattern.test(line)) return at;
  }
  return -1;
}

/** Whether a line among the first ones holds a record, and not as a text within something else. */
export function detectMark(head: Uint8Array, mark: SyslogMark): Detection | undefined {
  for (const line of utf8.decode(head).split("\n")) {
    const at = markAt(line, mark);
    if (at >= 0 && at < LONGEST_HEADER && !TEXT_WITHIN.test(line.slice(0, at))) return {};
  }
  return undefined;
}

/** A reader of lines in this grammar. */
export function syslogReader(sink: Sink, grammar: SyslogGrammar): Reader {
  const lines = new SyslogLines(sink, grammar);
  return textLines(sink, (line) => lines.read(line));
}

/**
 * Reads each line's record. What says neither where it went nor to which port is no connection, and ignored; a record
 * without time has that of its syslog header, if that names the year.
 */
class SyslogLines {
  readonly #sink: Sink;
  readonly #grammar: SyslogGrammar;
  readonly #reader: RecordReader;
  readonly #slots = new SyslogSlots();
  readonly #ownTime: boolean;
  readonly #utc: boolean;

  constructor(sink: Sink, grammar: SyslogGrammar) {
    this.#sink = sink;
    this.#grammar = grammar;
    this.#reader = new RecordReader(sink, grammar.dialect);
    this.#ownTime = sink.options.fields?.time !== undefined;
    this.#utc = (sink.options.timeZone ?? "UTC") === "UTC";
  }

  read(line: string): void {
    if (BLANK.test(line)) return;
    const { intake } = this.#sink;
    const { mark } = this.#grammar;
    const at = markAt(line, mark);
    const texts = at < 0 ? `no ${mark.word} record in this line` : this.#grammar.read(line, at);
    if (typeof texts === "string") {
      intake.reject(texts, line);
    } else if (texts[FIELD.destination] === undefined && texts[FIELD.port] === undefined) {
      intake.ignored++;
    } else {
      this.#giveTime(texts, line, at);
      if (this.#utc) texts[FIELD.time] = inUtc(texts[FIELD.time]);
      this.#slots.give(this.#reader, texts, line);
    }
  }

  /** The header's time for a record that has none of its own, or none with a year. */
  #giveTime(texts: FieldTexts, line: string, start: number): void {
    const own = texts[FIELD.time];
    if (own === undefined ? this.#ownTime : !hasNoYear(own)) return;
    const time = headerTime(line.slice(0, start));
    if (time !== undefined && (own === undefined || !hasNoYear(time))) texts[FIELD.time] = time;
  }
}
