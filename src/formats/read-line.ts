import { type Columns, ROLE } from "./columns.js";
import type { Slots } from "./fields.js";
import { readAddress, readInteger, readSeconds, readTransport, stop } from "./read-number.js";

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
const DASH = 45;
const QUOTED = -1;

/**
 * Splits the line at `start` (a newline is sure to come) and reads its wanted columns on the way: an ordinary number goes
 * to `slots.numbers`, anything else is noted as a byte range. Returns the position of the newline, or −1 for a line with
 * quotes. A carriage return before the newline belongs to no column.
 *
 * Reading while splitting looks at each byte once, which is what the time goes into.
 */
export function readLine(bytes: Uint8Array, start: number, columns: Columns, slots: Slots): number {
  const { delimiter, quotes, dash, fields, roles, wanted } = columns;
  const highest = Math.max(delimiter, NEWLINE, quotes ? QUOTE : 0);
  let at = start;
  slots.plain = true;
  for (let column = 0; column < wanted; column++) {
    const role = roles[column] as number;
    const field = fields[column] as number;
    if (role > ROLE.text) {
      const value = readNumber(bytes, at, role);
      if (value >= 0 && bytes[stop] === delimiter) {
        slots.start[field] = -1;
        slots.numbers[field] = value;
        at = stop + 1;
        continue;
      }
      if (dash && bytes[at] === DASH && bytes[at + 1] === delimiter) {
        slots.start[field] = -1;
        slots.numbers[field] = Number.NaN;
        at += 2;
        continue;
      }
    }
    const end = fieldEnd(bytes, at, delimiter, highest, quotes);
    if (end === QUOTED) return QUOTED;
    const last = bytes[end] === NEWLINE;
    if (field >= 0) {
      slots.plain = false;
      slots.start[field] = at;
      slots.end[field] = last && end > at && bytes[end - 1] === RETURN ? end - 1 : end;
    }
    if (last) {
      slots.columns = column + 1;
      return end;
    }
    at = end + 1;
  }
  return finishLine(bytes, at, columns, slots);
}

function readNumber(bytes: Uint8Array, at: number, role: number): number {
  if (role === ROLE.address) return readAddress(bytes, at);
  if (role === ROLE.integer) return readInteger(bytes, at);
  return role === ROLE.seconds ? readSeconds(bytes, at) : readTransport(bytes, at);
}

/** The position of the delimiter or newline that ends the field at `start`. */
function fieldEnd(
  bytes: Uint8Array,
  start: number,
  delimiter: number,
  highest: number,
  quotes: boolean,
): number {
  for (let at = start; ; at++) {
    const code = bytes[at] as number;
    if (code > highest) continue;
    if (code === delimiter || code === NEWLINE) return at;
    if (quotes && code === QUOTE) return QUOTED;
  }
}

/** Counts the columns behind the wanted ones; no branch on the byte, since a wrong guess at each delimiter costs more. */
function finishLine(bytes: Uint8Array, start: number, columns: Columns, slots: Slots): number {
  const { delimiter, quotes, wanted } = columns;
  let delimiters = 0;
  let at = start;
  for (let code = bytes[at] as number; code !== NEWLINE; code = bytes[++at] as number) {
    delimiters += ((code ^ delimiter) - 1) >>> 31;
  }
  slots.columns = wanted + 1 + delimiters;
  return quotes && hasQuote(bytes, start, at) ? QUOTED : at;
}

function hasQuote(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === QUOTE) return true;
  return false;
}
