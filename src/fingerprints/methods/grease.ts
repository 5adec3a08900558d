/**
 * Whether a value is one of the 16 that clients send to keep servers tolerant (RFC 8701): 0x0a0a, 0x1a1a, …, 0xfafa.
 * 0x0a1a is none, though its nibbles look alike.
 *
 * @example isGrease(0x3a3a); // => true
 * @example isGrease(0x0a1a); // => false
 */
export function isGrease(value: number): boolean {
  return (value & 0x0f0f) === 0x0a0a && value >> 8 === (value & 0xff);
}

/** The values that are no GREASE, in their order. */
export function withoutGrease(values: readonly number[]): readonly number[] {
  return values.some(isGrease) ? values.filter((value) => !isGrease(value)) : values;
}
