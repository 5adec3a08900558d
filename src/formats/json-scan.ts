import { spells } from "./bytes.js";
import { FIELD, type Slots } from "./fields.js";
import type { KeyMap } from "./key-map.js";
import type { KeyOrder } from "./key-order.js";

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const DEEPEST = 32;
const FAIL = -1;

/**
 * The fast path through one JSON object that fills `bytes[start, end)`: finds the wanted values without building anything.
 * As strict as JSON.parse where it says true; false sends the text to JSON.parse (escapes, wanted values that are nested,
 * broken text). The last of equal keys counts, as there.
 */
export function scanObject(
  bytes: Uint8Array,
  start: number,
  end: number,
  keys: KeyMap,
  order: KeyOrder,
  slots: Slots,
): boolean {
  slots.start.fill(-1);
  let at = skipBlank(bytes, start, end);
  if (bytes[at] !== OPEN_OBJECT) return false;
  at = skipBlank(bytes, at + 1, end);
  for (let key = 0; ; ) {
    if (bytes[at] !== QUOTE) return false;
    const next = order.follow(key, bytes, at + 1);
    let field: number;
    if (next > 0) {
      key = next;
      field = order.field(key);
      at += 1 + order.length(key);
    } else {
      const behind = stringEnd(bytes, at, end);
      if (behind === FAIL) return false;
      field = keys.fieldOfBytes(bytes, at + 1, behind - 1);
      key = order.learn(key, bytes, at + 1, behind, field);
      at = behind;
    }
    if (bytes[at] !== COLON) at = skipBlank(bytes, at, end);
    if (bytes[at] !== COLON) return false;
    at = skipBlank(bytes, at + 1, end);
    const valueEnd = skipValue(bytes, at, end, 0);
    if (valueEnd === FAIL) return false;
    if (field >= 0 && !setSlot(bytes, at, valueEnd, field, slots)) return false;
    at = skipBlank(bytes, valueEnd, end);
    if (bytes[at] === CLOSE_OBJECT) return skipBlank(bytes, at + 1, end) === end;
    if (bytes[at] !== COMMA) return false;
    at = skipBlank(bytes, at + 1, end);
  }
}

function setSlot(
  bytes: Uint8Array,
  start: number,
  end: number,
  field: number,
  slots: Slots,
): boolean {
  const first = bytes[start] as number;
  if (first === OPEN_OBJECT || first === OPEN_ARRAY) return false;
  const quoted = first === QUOTE ? 1 : 0;
  const isNull = quoted === 0 && spells(bytes, start, end, "null");
  // A direction that is there but null differs from none: the exact path tells them apart.
  if (isNull && field === FIELD.direction) return false;
  slots.start[field] = isNull ? -1 : start + quoted;
  slots.end[field] = end - quoted;
  return true;
}

function skipBlank(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] as number) <= 32) {
    const code = bytes[at];
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) break;
    at++;
  }
  return at;
}

/** The position behind the string that begins at `start`; fails on escapes, which need JSON.parse. */
function stringEnd(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] !== QUOTE) return FAIL;
  for (let at = start + 1; at < end; at++) {
    const code = bytes[at] as number;
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH || code < 32) return FAIL;
  }
  return FAIL;
}

/** The position behind the value that begins at `start`. */
function skipValue(bytes: Uint8Array, start: number, end: number, depth: number): number {
  const code = bytes[start] as number;
  if (code === QUOTE) return stringEnd(bytes, start, end);
  if (code === OPEN_ARRAY) return skipArray(bytes, start, end, depth);
  if (code === OPEN_OBJECT) return skipObject(bytes, start, end, depth);
  if (code === 116) return spells(bytes, start, start + 4, "true") ? start + 4 : FAIL;
  if (code === 102) return spells(bytes, start, start + 5, "false") ? start + 5 : FAIL;
  if (code === 110) return spells(bytes, start, start + 4, "null") ? start + 4 : FAIL;
  return skipNumber(bytes, start, end);
}

function skipArray(bytes: Uint8Array, start: number, end: number, depth: number): number {
  if (depth === DEEPEST) return FAIL;
  let at = skipBlank(bytes, start + 1, end);
  if (bytes[at] === CLOSE_ARRAY) return at + 1;
  for (;;) {
    at = skipValue(bytes, at, end, depth + 1);
    if (at === FAIL) return FAIL;
    at = skipBlank(bytes, at, end);
    if (bytes[at] === CLOSE_ARRAY) return at + 1;
    if (bytes[at] !== COMMA) return FAIL;
    at = skipBlank(bytes, at + 1, end);
  }
}

function skipObject(bytes: Uint8Array, start: number, end: number, depth: number): number {
  if (depth === DEEPEST) return FAIL;
  let at = skipBlank(bytes, start + 1, end);
  if (bytes[at] === CLOSE_OBJECT) return at + 1;
  for (;;) {
    at = stringEnd(bytes, at, end);
    if (at === FAIL) return FAIL;
    at = skipBlank(bytes, at, end);
    if (bytes[at] !== COLON) return FAIL;
    at = skipValue(bytes, skipBlank(bytes, at + 1, end), end, depth + 1);
    if (at === FAIL) return FAIL;
    at = skipBlank(bytes, at, end);
    if (bytes[at] === CLOSE_OBJECT) return at + 1;
    if (bytes[at] !== COMMA) return FAIL;
    at = skipBlank(bytes, at + 1, end);
  }
}

/** RFC 8259 §6: no leading zero, digits on both sides of the point. */
function skipNumber(bytes: Uint8Array, start: number, end: number): number {
  let at = bytes[start] === 45 ? start + 1 : start;
  const whole = skipDigits(bytes, at, end);
  if (whole === at || (bytes[at] === 48 && whole > at + 1)) return FAIL;
  at = whole;
  if (bytes[at] === 46 && at < end) {
    const fraction = skipDigits(bytes, at + 1, end);
    if (fraction === at + 1) return FAIL;
    at = fraction;
  }
  if (at < end && (bytes[at] === 101 || bytes[at] === 69)) {
    at++;
    if (bytes[at] === 43 || bytes[at] === 45) at++;
    const exponent = skipDigits(bytes, at, end);
    if (exponent === at) return FAIL;
    at = exponent;
  }
  return at;
}

function skipDigits(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] as number) >= 48 && (bytes[at] as number) <= 57) at++;
  return at;
}
