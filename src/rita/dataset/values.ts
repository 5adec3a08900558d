import type { ByteFields } from "../../columns/byte-fields.js";

const POINT = 46;
const ZERO = 48;
const INTEGER = /^\s*[+-]?\d+\s*$/;
const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const utf8 = new TextDecoder();

/** The text of a field; empty where it has no value. */
export function textOf({ bytes, start, end }: ByteFields, field: number): string {
  const from = start[field] as number;
  return from < 0 ? "" : utf8.decode(bytes.subarray(from, end[field] as number));
}

/** Seconds from here on do not fit RITA's 32 bits. */
const LAST_SECOND = 2 ** 32;
/** No connection is as many seconds long. */
const LONGEST = 2 ** 53;

/** A port; 0 where there is no value, NaN for what is none. */
export function portOf(fields: ByteFields, field: number): number {
  const port = countOf(fields, field);
  return port <= 65_535 ? port : Number.NaN;
}

/** A whole number of 0 or more; 0 where there is no value, NaN for what is no such number. */
export function countOf(fields: ByteFields, field: number): number {
  const { bytes, start, end } = fields;
  const from = start[field] as number;
  if (from < 0) return 0;
  const value = plainDigits(bytes, from, end[field] as number);
  if (value >= 0) return value;
  const text = textOf(fields, field);
  const count = INTEGER.test(text) ? Number(text) : Number.NaN;
  return count >= 0 ? count : Number.NaN;
}

/** A decimal number below 2⁵³; 0 where there is no value, NaN for what is no such number. */
export function numberOf(fields: ByteFields, field: number): number {
  const { bytes, start, end } = fields;
  const from = start[field] as number;
  if (from < 0) return 0;
  const value = plainDecimal(bytes, from, end[field] as number);
  if (value >= 0) return value;
  const text = textOf(fields, field);
  const number = NUMBER.test(text) ? Number(text) : Number.NaN;
  return number < LONGEST ? number : Number.NaN;
}

/**
 * A time as RITA v5 reads it, in whole epoch seconds of 32 bits: of TSV the digits before the point, which must be there; of JSON a number cut
 * to whole seconds or an RFC 3339 text. NaN for anything else, and where there is no value.
 */
export function secondsOf(fields: ByteFields, field: number): number {
  const seconds = anySeconds(fields, field);
  return seconds >= 0 && seconds < LAST_SECOND ? seconds : Number.NaN;
}

function anySeconds(fields: ByteFields, field: number): number {
  const { bytes, start, end } = fields;
  const from = start[field] as number;
  if (from < 0) return Number.NaN;
  const to = end[field] as number;
  let point = from;
  while (point < to && bytes[point] !== POINT) point++;
  if (point < to && point - from <= 10 && plainDigits(bytes, point + 1, to) >= 0) {
    const whole = plainDigits(bytes, from, point);
    if (whole >= 0) return whole;
  }
  const text = textOf(fields, field);
  if (fields.json) return jsonSeconds(text);
  return /^[+-]?\d+\.\d+$/.test(text) ? Math.floor(Number(text)) : Number.NaN;
}

function jsonSeconds(text: string): number {
  if (NUMBER.test(text)) return Math.trunc(Number(text));
  return RFC_3339.test(text) ? Math.floor(Date.parse(text) / 1000) : Number.NaN;
}

/** Up to fifteen decimal digits and nothing else; −1 for other bytes. */
function plainDigits(bytes: Uint8Array, start: number, end: number): number {
  if (end <= start || end - start > 15) return -1;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = (bytes[i] as number) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Digits with a point among them, fifteen at most: a quotient of two doubles that are exact, so the nearest one. −1 for else. */
function plainDecimal(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > 16) return -1;
  let value = 0;
  let scale = 0;
  for (let i = start; i < end; i++) {
    const code = bytes[i] as number;
    if (code === POINT && scale === 0 && i > start) scale = 1;
    else if (code >= ZERO && code <= ZERO + 9) {
      value = value * 10 + code - ZERO;
      scale *= 10;
    } else return -1;
  }
  return scale > 1 ? value / scale : -1;
}
