/**
 * Readers of ordinary numbers whose end is not known yet: each answers −1 for anything else, and leaves the position of
 * the first byte it did not take in `stop`. What that byte is, is for the caller to judge; some byte that is no digit is
 * sure to come.
 */

const DOT = 46;
const ZERO = 48;
const [C, D, P, T, U] = [99, 100, 112, 116, 117] as const;
const UNREAD = -1;
const MICRO_PLACES = Float64Array.of(0, 1e5, 1e4, 1e3, 1e2, 1e1, 1);

/** Where the reader used last has stopped: a second result that costs no object. */
export let stop = 0;

/** Four octets without leading zeros. */
export function readAddress(bytes: Uint8Array, start: number): number {
  let at = start;
  let address = 0;
  for (let dots = 0; ; dots++) {
    const first = (bytes[at++] as number) - ZERO;
    let wrong = first | (9 - first);
    let octet = first;
    let digit = (bytes[at] as number) - ZERO;
    if (digit >= 0) {
      wrong |= (9 - digit) | (first - 1);
      octet = octet * 10 + digit;
      digit = (bytes[++at] as number) - ZERO;
      if (digit >= 0) {
        octet = octet * 10 + digit;
        wrong |= (9 - digit) | (255 - octet);
        at++;
      }
    }
    if (wrong < 0) return UNREAD;
    address = (address << 8) | octet;
    if (dots === 3) break;
    if (bytes[at++] !== DOT) return UNREAD;
  }
  stop = at;
  return address >>> 0;
}

/** Up to 15 digits without leading zero. */
export function readInteger(bytes: Uint8Array, start: number): number {
  let at = start;
  let value = 0;
  for (let digit = (bytes[at] as number) - ZERO; digit >= 0 && digit <= 9; ) {
    value = value * 10 + digit;
    digit = (bytes[++at] as number) - ZERO;
  }
  stop = at;
  const length = at - start;
  const plain = length === 1 || (length > 1 && length < 16 && bytes[start] !== ZERO);
  return plain ? value : UNREAD;
}

/** Up to ten digits of seconds and six decimals, as milliseconds. */
export function readSeconds(bytes: Uint8Array, start: number): number {
  let at = start;
  let seconds = 0;
  for (let digit = (bytes[at] as number) - ZERO; digit >= 0 && digit <= 9; ) {
    seconds = seconds * 10 + digit;
    digit = (bytes[++at] as number) - ZERO;
  }
  const length = at - start;
  stop = at;
  if (length === 0 || length > 10) return UNREAD;
  if (bytes[at] !== DOT) return seconds * 1000;
  const point = at;
  let micros = 0;
  for (let digit = (bytes[++at] as number) - ZERO; digit >= 0 && digit <= 9; ) {
    micros = micros * 10 + digit;
    digit = (bytes[++at] as number) - ZERO;
  }
  const places = at - point - 1;
  stop = at;
  if (places === 0 || places > 6) return UNREAD;
  return seconds * 1000 + (micros * (MICRO_PLACES[places] as number)) / 1000;
}

/** `tcp` or `udp`, as 0: which of them makes no difference. */
export function readTransport(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  const second = bytes[start + 1];
  stop = start + 3;
  const known = (first === T && second === C) || (first === U && second === D);
  return known && bytes[start + 2] === P ? 0 : UNREAD;
}
