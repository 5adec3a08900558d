import { eventEnd, eventStart } from "./event-bounds.js";
import type { Reader, Sink } from "./format.js";
import { LONGEST_RECORD, PIECE } from "./lines.js";
import { SysmonRecords } from "./sysmon-records.js";

/** The longest that a beginning `<Event` can be and not be seen yet. */
const TAG = 7;
const SHOWN = 2000;
/** A file with so many bytes in a row that are not ASCII is no XML of events. */
const LONGEST_REST = 1 << 12;
/** What may stand around events. */
const AROUND = /<\?[^<>]*\?>|<!DOCTYPE[^<>[]*>|<\/?Events(?:\s[^<>]*)?>|<!--[^<>]*-->|\s+/g;
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Events as XML one after another, within `<Events>` or not, on one line or on many. What is broken is rejected as one
 * event, and reading goes on with the next `<Event`, so that a bad event costs no other.
 */
export class SysmonXml implements Reader {
  readonly #sink: Sink;
  readonly #records: SysmonRecords;
  #text = "";
  /** Bytes behind the last one that is ASCII: where text is cut, it must not be inside a character. */
  #rest = new Uint8Array(0);
  /** How many characters it takes to look again: an event that comes in many pieces is not read anew with each. */
  #enough = 0;
  #line = 1;
  /** What stood between events, as far as it would be shown. */
  #between = "";
  /** Whether that is what is left of an event which was rejected. */
  #isRest = false;
  /** Up to here nothing ends CDATA or comments, so that there are none. */
  #plainUntil = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
    this.#records = new SysmonRecords(sink);
  }

  write(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += PIECE) {
      this.#decode(chunk.subarray(at, at + PIECE));
      if (this.#text.length >= this.#enough) this.#read(undefined);
    }
  }

  end(broken = false): void {
    this.#text += utf8.decode(this.#rest);
    this.#read(broken ? "cut off" : "an event that does not end");
    this.#betweenEvents();
  }

  // A decoder that is told of more to come makes strings of two bytes a character, which take twice the time to search.
  #decode(piece: Uint8Array): void {
    let end = piece.length;
    while (end > 0 && (piece[end - 1] as number) > 127 && piece.length - end < LONGEST_REST) end--;
    if (end === 0 && this.#rest.length < LONGEST_REST) {
      this.#rest = joined(this.#rest, piece);
      return;
    }
    const whole = piece.subarray(0, end);
    this.#text += utf8.decode(this.#rest.length > 0 ? joined(this.#rest, whole) : whole);
    this.#rest = piece.slice(end);
  }

  /** Reads what is there. `ending` is what is wrong with an event that does not end, when no more text will come. */
  #read(ending: string | undefined): void {
    const text = this.#text;
    let at = 0;
    for (;;) {
      const start = eventStart(text, at);
      const last = start < 0 ? (ending === undefined ? text.length - TAG : text.length) : start;
      if (last > at) at = this.#pass(at, last);
      if (start < 0) break;
      this.#betweenEvents();
      const limit = start + LONGEST_RECORD;
      const end = eventEnd(text, start, limit, start >= this.#plainUntil);
      const tooLong = end === -1 && text.length >= limit;
      if (end === -1 && !tooLong && ending === undefined) break;
      if (end >= 0) this.#records.take(text.slice(start, end));
      else {
        const shown = text.slice(start, Math.min(end === -1 ? limit : -end, start + SHOWN));
        const reason = tooLong ? "event too long" : ending;
        this.#sink.intake.reject(
          end === -1 ? (reason as string) : "an event that does not end",
          shown,
        );
        this.#isRest = true;
        if (end === -1) this.#plainUntil = limit;
      }
      at = this.#count(start, end >= 0 ? end : start + 1);
    }
    this.#plainUntil = Math.max(0, this.#plainUntil - at);
    this.#text = text.slice(at);
    this.#enough = Math.min(2 * this.#text.length, LONGEST_RECORD + TAG);
  }

  /** Passes over what is between events. */
  #pass(start: number, end: number): number {
    const room = SHOWN - this.#between.length;
    if (room > 0 && !this.#isRest) {
      const more = this.#text.slice(start, end);
      this.#between = (this.#between + more).trimStart().slice(0, SHOWN);
    }
    return this.#count(start, end);
  }

  /** Rejects what is between events and should not be. */
  #betweenEvents(): void {
    this.#sink.intake.line = this.#line;
    const stray = this.#between.replace(AROUND, "");
    if (stray !== "") this.#sink.intake.reject("text that is no event", this.#between);
    this.#between = "";
    this.#isRest = false;
  }

  #count(start: number, end: number): number {
    const passed = this.#text.slice(start, end);
    for (let at = passed.indexOf("\n"); at >= 0; at = passed.indexOf("\n", at + 1)) this.#line++;
    return end;
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
