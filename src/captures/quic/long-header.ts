import { u32 } from "../words.js";
import { varint, varintSize } from "./varint.js";
import { type QuicVersion, quicVersion } from "./version.js";

/** A packet in a datagram, as far as its header can be read without keys (RFC 9000 §17.2). */
export interface LongHeader {
  readonly kind: "initial" | "retry" | "other";
  readonly version: QuicVersion;
  /** Views of the datagram. */
  readonly destination: Uint8Array;
  readonly source: Uint8Array;
  /** Whether an Initial brings a token, as one does after a Retry. */
  readonly hasToken: boolean;
  /** The packet is `bytes[at, end)`; its number, still protected, begins at `numberAt`. */
  readonly at: number;
  readonly numberAt: number;
  readonly end: number;
}

/** Bits that every packet with a long header has: its form, and the fixed one. */
const LONG = 0xc0;

/** Connection IDs are no longer in these versions (RFC 9000 §17.2). */
const LONGEST_ID = 20;

/** A number of up to 4 bytes and what its protection is computed from, 16 bytes, must be there (RFC 9001 §5.4.2). */
const SHORTEST = 20;

/** Whether a packet with a long header may begin with the byte; a cheap look before anything else. */
export function isLong(first: number | undefined): boolean {
  return ((first ?? 0) & LONG) === LONG;
}

/**
 * The packet with a long header at a place of a datagram that ends at `end`; undefined for anything else: a short header, a
 * version that is not read, lengths that do not fit.
 */
export function longHeaderAt(bytes: Uint8Array, at: number, end: number): LongHeader | undefined {
  if (at + 7 > end || !isLong(bytes[at])) return undefined;
  const version = quicVersion(u32(bytes, at + 1));
  if (version === undefined) return undefined;
  const destination = idAt(bytes, at + 5, end);
  if (destination === undefined) return undefined;
  const source = idAt(bytes, at + 6 + destination.length, end);
  if (source === undefined) return undefined;
  const common = { version, destination, source, hasToken: false, at };
  const rest = at + 7 + destination.length + source.length;
  const type = ((bytes[at] as number) >> 4) & 3;
  // A Retry has no length: it is the rest of its datagram.
  if (type === version.retry) return { kind: "retry", ...common, numberAt: end, end };
  if (type !== version.initial)
    return protectedPart({ kind: "other", ...common }, bytes, rest, end);
  const token = varint(bytes, rest, end);
  if (!(token <= end - rest)) return undefined;
  const after = rest + varintSize(bytes[rest] as number) + token;
  return protectedPart({ kind: "initial", ...common, hasToken: token > 0 }, bytes, after, end);
}

/** Adds where number and payload stand, which the length before them tells. */
function protectedPart(
  header: Omit<LongHeader, "numberAt" | "end">,
  bytes: Uint8Array,
  at: number,
  end: number,
): LongHeader | undefined {
  const length = varint(bytes, at, end);
  if (!(length >= SHORTEST)) return undefined;
  const numberAt = at + varintSize(bytes[at] as number);
  return length <= end - numberAt ? { ...header, numberAt, end: numberAt + length } : undefined;
}

/** The connection ID behind its length. */
function idAt(bytes: Uint8Array, at: number, end: number): Uint8Array | undefined {
  const length = bytes[at] as number;
  if (at >= end || length > LONGEST_ID || at + 1 + length > end) return undefined;
  return bytes.subarray(at + 1, at + 1 + length);
}
