/**
 * Bytes of a variable-length integer, by its first one: 1, 2, 4 or 8 (RFC 9000 §16).
 *
 * @example varintSize(0x7b); // => 2
 */
export function varintSize(first: number): number {
  return 1 << (first >> 6);
}

/**
 * The variable-length integer in `bytes[at, end)`; NaN where it ends later. Beyond 2⁵³ it is not exact: no length is as
 * large.
 *
 * @example varint(Uint8Array.of(0x7b, 0xbd), 0, 2); // => 15293
 * @example varint(Uint8Array.of(0x7b, 0xbd), 0, 1); // => NaN
 */
export function varint(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return Number.NaN;
  const first = bytes[at] as number;
  const size = varintSize(first);
  if (at + size > end) return Number.NaN;
  let value = first & 0x3f;
  for (let next = at + 1; next < at + size; next++) value = value * 256 + (bytes[next] as number);
  return value;
}
