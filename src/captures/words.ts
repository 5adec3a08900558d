/** Unsigned numbers in the bytes of a capture. Whoever reads them has made sure that the bytes are there. */

/**
 * Two bytes, the first one the high one: network byte order.
 *
 * @example u16(Uint8Array.of(1, 187), 0); // => 443
 */
export function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}

/**
 * Four bytes, the first one the highest.
 *
 * @example u32(Uint8Array.of(161, 178, 195, 212), 0) === 0xa1b2c3d4; // => true
 */
export function u32(bytes: Uint8Array, at: number): number {
  return u16(bytes, at) * 65536 + u16(bytes, at + 2);
}

/**
 * Two bytes, the first one the low one.
 *
 * @example u16le(Uint8Array.of(187, 1), 0); // => 443
 */
export function u16le(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
}

/**
 * Four bytes, the first one the lowest.
 *
 * @example u32le(Uint8Array.of(212, 195, 178, 161), 0) === 0xa1b2c3d4; // => true
 */
export function u32le(bytes: Uint8Array, at: number): number {
  return u16le(bytes, at) + u16le(bytes, at + 2) * 65536;
}
