import type { InputSummary, Warning } from "./intake.js";
import { formatIPv4 } from "./network/ipv4.js";

/** Columns that only some inputs have: 0 (or ids from 1 into `texts`) or NaN (numbers) where a record has no value. */
export interface OptionalColumns {
  /** A code of DIRECTION_CODES. */
  readonly direction: Uint8Array;
  readonly host: Uint32Array;
  readonly fingerprint: Uint32Array;
  /** JA3S: what the server answered this client with. */
  readonly serverFingerprint: Uint32Array;
  readonly protocol: Uint32Array;
  readonly logSource: Uint32Array;
  /** Seconds. */
  readonly duration: Float64Array;
  readonly eventCount: Float64Array;
  /** Epoch milliseconds by the clock of the device that logged. */
  readonly deviceTime: Float64Array;
}

/** The codes in the `direction` column; 0 stands for a record whose format has no direction. */
export const DIRECTION_CODES = { L2L: 1, L2R: 2, R2L: 3, R2R: 4, unknown: 5 } as const;

/** The code of a direction field that is there: null and unknown text match no direction. */
export function directionCode(text: string | null): number {
  const codes: Readonly<Record<string, number>> = DIRECTION_CODES;
  return codes[text?.toUpperCase() ?? ""] ?? DIRECTION_CODES.unknown;
}

/**
 * Connections as columns, one row each. Rows of one pair (source, destination, port) stand together, pair after pair;
 * within a pair their order means nothing, and whoever needs them by time sorts them in place.
 */
export interface ConnectionTable {
  /** How many connections. */
  readonly length: number;
  /** Epoch milliseconds. */
  readonly times: Float64Array;
  /** Bytes from source to destination, NaN where unknown. */
  readonly bytesOut: Float64Array;
  /** Bytes from destination to source, NaN where unknown. */
  readonly bytesIn: Float64Array;
  /** A column is there only when some record has a value for it. */
  readonly optional: Partial<OptionalColumns>;
  /** Pair p has the rows [offsets[p], offsets[p + 1]). */
  readonly offsets: Uint32Array;
  /** By pair: an IPv4 address as number, or an index into `names` where the flag in `ports` says so. */
  readonly sources: Uint32Array;
  readonly destinations: Uint32Array;
  /** By pair: the port, plus NAMED_SOURCE, plus NAMED_DESTINATION. */
  readonly ports: Uint32Array;
  /** IPv6 addresses and names. */
  readonly names: readonly string[];
  /** Hosts, fingerprints, protocols and log sources; the optional columns hold index + 1. */
  readonly texts: readonly string[];
  readonly input: InputSummary;
  readonly warnings: readonly Warning[];
}

/** Flags beside the 16 bits of the port. */
export const NAMED_SOURCE: number = 1 << 16;
export const NAMED_DESTINATION: number = 1 << 17;

/** The canonical text of pair `pair`'s source. */
export function sourceOf(table: ConnectionTable, pair: number): string {
  const value = table.sources[pair] as number;
  const named = ((table.ports[pair] as number) & NAMED_SOURCE) !== 0;
  return named ? (table.names[value] as string) : formatIPv4(value);
}

/** The canonical text of pair `pair`'s destination. */
export function destinationOf(table: ConnectionTable, pair: number): string {
  const value = table.destinations[pair] as number;
  const named = ((table.ports[pair] as number) & NAMED_DESTINATION) !== 0;
  return named ? (table.names[value] as string) : formatIPv4(value);
}

/** Pair `pair`'s destination port. */
export function portOf(table: ConnectionTable, pair: number): number {
  return (table.ports[pair] as number) & 0xffff;
}
