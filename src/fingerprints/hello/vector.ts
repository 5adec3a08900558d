import { u16 } from "./message.js";

/** Numbers of a list, and whether the list was as it should be. */
export interface Vector {
  readonly values: number[];
  readonly sound: boolean;
}

/** The numbers of `width` bytes in `bytes[from, to)`; a byte that is left over is ignored. */
export function numbersIn(bytes: Uint8Array, from: number, to: number, width: 1 | 2): Vector {
  const values: number[] = [];
  let at = from;
  for (; at + width <= to; at += width) {
    values.push(width === 1 ? (bytes[at] as number) : u16(bytes, at));
  }
  return { values, sound: at === to };
}

/**
 * The numbers of a list behind its length of `prefix` bytes (RFC 8446 section 3.4) that fills `bytes[from, to)`. A length
 * that says otherwise costs soundness only: as much is read as is there.
 */
export function vectorIn(
  bytes: Uint8Array,
  from: number,
  to: number,
  prefix: 1 | 2,
  width: 1 | 2,
): Vector {
  const { start, end, sound } = spanIn(bytes, from, to, prefix);
  const numbers = numbersIn(bytes, start, end, width);
  return { values: numbers.values, sound: sound && numbers.sound };
}

/** Where the inside of such a list stands. */
export function spanIn(
  bytes: Uint8Array,
  from: number,
  to: number,
  prefix: 1 | 2,
): { readonly start: number; readonly end: number; readonly sound: boolean } {
  if (to - from < prefix) return { start: to, end: to, sound: false };
  const start = from + prefix;
  const end = start + (prefix === 1 ? (bytes[from] as number) : u16(bytes, from));
  return { start, end: Math.min(end, to), sound: end === to };
}
