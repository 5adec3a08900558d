/**
 * Runs of bytes of one kind, looked through four at a time: a loop over single bytes loses most of its time by not guessing
 * where it will end. Each looks at a 32-bit word, marks the high bit of every byte that ends the run, and takes the
 * lowest mark; marks above the lowest may be wrong. (The tests for a zero byte and for a byte less than n are those of
 * Anderson's "Bit Twiddling Hacks".) The DataView is of the same bytes as the positions.
 */

const HIGH_BITS = 0x80808080 | 0;
const LOW_BITS = 0x7f7f7f7f;
const ONES = 0x01010101;
const QUOTES = 0x22222222;
const BACKSLASHES = 0x5c5c5c5c;
const BLANKS = 0x20202020;
const NEWLINES = 0x0a0a0a0a;
const ZEROS = 0x30303030;
/** Added to a byte, carries into the high bit from 10 on. */
const TEN_OR_MORE = 0x76767676;

/**
 * Where the text of a JSON string from `start` on has its first quote, backslash or control character; less than four
 * bytes before `end`, it may answer any position up to there.
 *
 * @example textRun(new DataView(new TextEncoder().encode('conn_state":').buffer), 0, 12); // => 10
 */
export function textRun(view: DataView, start: number, end: number): number {
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word = view.getInt32(at, true);
    const quotes = word ^ QUOTES;
    const backslashes = word ^ BACKSLASHES;
    const marks =
      (((quotes - ONES) & ~quotes) |
        ((backslashes - ONES) & ~backslashes) |
        ((word - BLANKS) & ~word)) &
      HIGH_BITS;
    if (marks !== 0) return at + ((31 - Math.clz32(marks & -marks)) >> 3);
  }
  return at;
}

/**
 * Where digits from `start` on end; less than four bytes before `end`, it may answer any position up to there.
 *
 * @example digitRun(new DataView(new TextEncoder().encode("12345,678").buffer), 0, 9); // => 5
 */
export function digitRun(view: DataView, start: number, end: number): number {
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word = view.getInt32(at, true) ^ ZEROS;
    const marks = ((word + TEN_OR_MORE) | word) & HIGH_BITS;
    if (marks !== 0) return at + ((31 - Math.clz32(marks & -marks)) >> 3);
  }
  return at;
}

/**
 * How many newlines there are in [start, end).
 *
 * @example newlines(new DataView(new TextEncoder().encode("a\n\nbcd\n").buffer), 0, 7); // => 3
 */
export function newlines(view: DataView, start: number, end: number): number {
  let count = 0;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word = view.getInt32(at, true) ^ NEWLINES;
    const zeros = ~(((word & LOW_BITS) + LOW_BITS) | word) & HIGH_BITS;
    count += Math.imul(zeros >>> 7, ONES) >>> 24;
  }
  for (; at < end; at++) if (view.getUint8(at) === 10) count++;
  return count;
}
