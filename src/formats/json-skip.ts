/**
 * Strict skipping of JSON (RFC 8259): what these functions skip, JSON.parse accepts. Each answers the position behind what
 * begins at `start`, BROKEN where no JSON can follow, or CUT where `end` comes too early to tell.
 */

/** No JSON, whatever comes next. */
export const BROKEN = -1;
/** Could become JSON, if there were more of it. */
export const CUT = -2;

/** Where the bytes stood that made the last BROKEN. */
export let brokenAt = 0;

export const QUOTE = 34;
export const COMMA = 44;
export const COLON = 58;
export const BACKSLASH = 92;
export const OPEN_ARRAY = 91;
export const CLOSE_ARRAY = 93;
export const OPEN_OBJECT = 123;
export const CLOSE_OBJECT = 125;

/** JSON.parse goes deeper, but no log does, and the stack is not endless. */
const DEEPEST = 64;

/**
 * Behind the blanks from `start` on; it may be `end`.
 *
 * @example skipBlank(new TextEncoder().encode(" \n1"), 0, 3); // => 2
 */
export function skipBlank(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const code = bytes[at];
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) break;
    at++;
  }
  return at;
}

/**
 * Behind a value of any kind. A number that reaches `end` is CUT, since digits may follow.
 *
 * @example skipValue(new TextEncoder().encode('[1, {"a": null}],'), 0, 17); // => 16
 */
export function skipValue(bytes: Uint8Array, start: number, end: number, depth = 0): number {
  if (start >= end) return CUT;
  const code = bytes[start] as number;
  if (code === QUOTE) return skipString(bytes, start, end);
  if (code === OPEN_OBJECT || code === OPEN_ARRAY) return skipNested(bytes, start, end, depth);
  if (code === 116) return skipWord(bytes, start, end, "true");
  if (code === 102) return skipWord(bytes, start, end, "false");
  if (code === 110) return skipWord(bytes, start, end, "null");
  return skipNumber(bytes, start, end);
}

/** Behind a string. */
export function skipString(bytes: Uint8Array, start: number, end: number): number {
  if (start >= end) return CUT;
  if (bytes[start] !== QUOTE) return broken(start);
  for (let at = start + 1; at < end; at++) {
    const code = bytes[at] as number;
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) {
      at = skipEscape(bytes, at + 1, end);
      if (at < 0) return at;
    } else if (code < 32) return broken(at);
  }
  return CUT;
}

/** Behind a key, its colon and the blanks around that. */
export function skipKey(bytes: Uint8Array, start: number, end: number): number {
  const keyEnd = skipString(bytes, start, end);
  if (keyEnd < 0) return keyEnd;
  const colon = skipBlank(bytes, keyEnd, end);
  if (colon >= end) return CUT;
  return bytes[colon] === COLON ? skipBlank(bytes, colon + 1, end) : broken(colon);
}

/** The last byte of the escape whose backslash stands before `start`. */
function skipEscape(bytes: Uint8Array, start: number, end: number): number {
  if (start >= end) return CUT;
  const letter = String.fromCharCode(bytes[start] as number);
  if (letter !== "u") return '"\\/bfnrt'.includes(letter) ? start : broken(start);
  for (let at = start + 1; at <= start + 4; at++) {
    if (at >= end) return CUT;
    if (!/[0-9a-fA-F]/.test(String.fromCharCode(bytes[at] as number))) return broken(at);
  }
  return start + 4;
}

/** Behind an object or an array. */
function skipNested(bytes: Uint8Array, start: number, end: number, depth: number): number {
  if (depth === DEEPEST) return broken(start);
  const isObject = bytes[start] === OPEN_OBJECT;
  const close = isObject ? CLOSE_OBJECT : CLOSE_ARRAY;
  let at = skipBlank(bytes, start + 1, end);
  if (at < end && bytes[at] === close) return at + 1;
  for (;;) {
    if (isObject) at = skipKey(bytes, at, end);
    if (at >= 0) at = skipValue(bytes, at, end, depth + 1);
    if (at < 0) return at;
    at = skipBlank(bytes, at, end);
    if (at >= end) return CUT;
    if (bytes[at] === close) return at + 1;
    if (bytes[at] !== COMMA) return broken(at);
    at = skipBlank(bytes, at + 1, end);
  }
}

function skipWord(bytes: Uint8Array, start: number, end: number, word: string): number {
  for (let i = 0; i < word.length; i++) {
    if (start + i >= end) return CUT;
    if (bytes[start + i] !== word.charCodeAt(i)) return broken(start + i);
  }
  return start + word.length;
}

/** §6: no leading zero, digits on both sides of the point. */
function skipNumber(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start] === 45 ? start + 1 : start;
  let at = skipDigits(bytes, first, end);
  if (at > first + 1 && bytes[first] === 48) return broken(first);
  if (at > first && at < end && bytes[at] === 46) {
    const fraction = at + 1;
    at = skipDigits(bytes, fraction, end);
    if (at === fraction) return at < end ? broken(at) : CUT;
  }
  if (at > first && at < end && (bytes[at] === 101 || bytes[at] === 69)) {
    const signed = at + 1 < end && (bytes[at + 1] === 43 || bytes[at + 1] === 45);
    const exponent = signed ? at + 2 : at + 1;
    at = skipDigits(bytes, exponent, end);
    if (at === exponent) return at < end ? broken(at) : CUT;
  }
  if (at >= end) return CUT;
  return at > first ? at : broken(at);
}

function skipDigits(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] as number) >= 48 && (bytes[at] as number) <= 57) at++;
  return at;
}

function broken(at: number): number {
  brokenAt = at;
  return BROKEN;
}
