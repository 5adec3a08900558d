/** The fast path's number readers: each reads `bytes[start, end)` and answers −1 for anything out of the ordinary. */

const DOT = 46;
const ZERO = 48;
const MICRO_PLACES = [1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1];

/**
 * Decimal digits, up to 15 of them, without sign or leading zero.
 *
 * @example digits(new TextEncoder().encode("443"), 0, 3); // => 443
 */
export function digits(bytes: Uint8Array, start: number, end: number): number {
  if (end <= start || end - start > 15) return -1;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = (bytes[i] as number) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return bytes[start] === ZERO && end - start > 1 ? -1 : value;
}

/**
 * A dotted-decimal IPv4 address as its 32-bit number; as strict as parseIPv4.
 *
 * @example ipv4(new TextEncoder().encode("10.0.0.1"), 0, 8); // => 167772161
 */
export function ipv4(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  let octet = -1;
  let dots = 0;
  for (let i = start; i < end; i++) {
    const code = bytes[i] as number;
    if (code === DOT) {
      if (octet < 0) return -1;
      value = (value << 8) | octet;
      octet = -1;
      dots++;
    } else {
      const digit = code - ZERO;
      if (digit < 0 || digit > 9 || octet === 0) return -1;
      octet = octet < 0 ? digit : octet * 10 + digit;
      if (octet > 255) return -1;
    }
  }
  return dots === 3 && octet >= 0 ? ((value << 8) | octet) >>> 0 : -1;
}

/**
 * Epoch seconds with up to six decimals as epoch milliseconds, from the digits.
 *
 * @example seconds(new TextEncoder().encode("1588205199.82437"), 0, 16); // => 1588205199824.37
 */
export function seconds(bytes: Uint8Array, start: number, end: number): number {
  let whole = 0;
  let i = start;
  for (; i < end; i++) {
    const digit = (bytes[i] as number) - ZERO;
    if (digit < 0 || digit > 9) break;
    whole = whole * 10 + digit;
  }
  if (i === start || i - start > 10) return -1;
  if (i === end) return whole * 1000;
  const micros = bytes[i] === DOT ? microseconds(bytes, i + 1, end) : -1;
  return micros < 0 ? -1 : whole * 1000 + micros / 1000;
}

/** One to six decimals of a second as microseconds. */
function microseconds(bytes: Uint8Array, start: number, end: number): number {
  const places = end - start;
  if (places < 1 || places > 6) return -1;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = (bytes[i] as number) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value * (MICRO_PLACES[places] as number);
}

/**
 * `yyyy-MM-ddTHH:mm:ss[.ffffff]Z` as epoch milliseconds.
 *
 * @example isoUtc(new TextEncoder().encode("2018-03-24T17:15:20.615923Z"), 0, 27); // => 1521911720615.923
 */
export function isoUtc(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length < 20 || length > 27 || bytes[end - 1] !== 90 || bytes[start + 10] !== 84) return -1;
  if (bytes[start + 4] !== 45 || bytes[start + 7] !== 45) return -1;
  if (bytes[start + 13] !== 58 || bytes[start + 16] !== 58) return -1;
  const year = two(bytes, start) * 100 + two(bytes, start + 2);
  const month = two(bytes, start + 5);
  const day = two(bytes, start + 8);
  const hour = two(bytes, start + 11);
  const minute = two(bytes, start + 14);
  const second = two(bytes, start + 17);
  // Days past 28 are left to the exact path, which knows how long each month is.
  if (!(year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= 28)) return -1;
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return -1;
  const whole = Date.UTC(year, month - 1, day, hour, minute, second);
  if (length === 20) return whole;
  const micros = bytes[start + 19] === DOT ? microseconds(bytes, start + 20, end - 1) : -1;
  return micros < 0 ? -1 : whole + micros / 1000;
}

/** Two digits, NaN for anything else. */
function two(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - ZERO;
  const ones = (bytes[at + 1] as number) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** Whether `bytes[start, end)` are exactly `text` (ASCII). */
export function spells(bytes: Uint8Array, start: number, end: number, text: string): boolean {
  if (end - start !== text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text.charCodeAt(i)) return false;
  return true;
}
