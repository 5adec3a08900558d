import { sortRows } from "./columns/sort-rows.js";
import { type Sessions, secondsBetween, sessionsOf } from "./statistics/sessions.js";
import { sortValues } from "./statistics/sorted.js";
import { type ConnectionTable, destinationOf, portOf, sourceOf } from "./table.js";

/** All connections of one source, destination and port, in order of time. The arrays are views: treat them as read-only. */
export interface Pair {
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  /** How many connections. */
  readonly count: number;
  /** Epoch milliseconds, ascending. */
  readonly times: Float64Array;
  /** Bytes from source to destination beside each time; NaN where unknown. */
  readonly bytesOut: Float64Array;
  /** Bytes from destination to source beside each time; NaN where unknown. */
  readonly bytesIn: Float64Array;
  /** Seconds from each connection to the next: count − 1 of them, in order of time. */
  readonly intervals: Float64Array;
  /** The same seconds, ascending. */
  readonly sortedIntervals: Float64Array;
  /** Its check-ins: connections that belong together taken as one, idle time set apart. */
  readonly sessions: Sessions;
}

/**
 * The pair with number `index` of a table. Sorts the pair's rows by time at its first use, in place; throws a RangeError
 * when the table has no such pair.
 */
export function pairOf(table: ConnectionTable, index: number): Pair {
  const from = table.offsets[index];
  const to = table.offsets[index + 1];
  if (from === undefined || to === undefined) throw new RangeError(`no pair has number ${index}`);
  sortRows(table.times, companions(table), from, to);
  return new TablePair(table, index, from, to);
}

/**
 * A text that only this source, destination and port have: the key of a pair in maps.
 *
 * @example pairKey({ source: "10.0.0.1", destination: "203.0.113.9", port: 443 }); // => "10.0.0.1 203.0.113.9 443"
 */
export function pairKey({
  source,
  destination,
  port,
}: Pick<Pair, "source" | "destination" | "port">): string {
  return `${source} ${destination} ${port}`;
}

/** The same of the pair with number `index` of a table. */
export function pairKeyAt(table: ConnectionTable, index: number): string {
  return `${sourceOf(table, index)} ${destinationOf(table, index)} ${portOf(table, index)}`;
}

/** How many pairs a table has. */
export function pairCount(table: ConnectionTable): number {
  return table.offsets.length - 1;
}

const companionsOf = new WeakMap<ConnectionTable, (Float64Array | Uint32Array | Uint8Array)[]>();

function companions(table: ConnectionTable): (Float64Array | Uint32Array | Uint8Array)[] {
  let columns = companionsOf.get(table);
  if (columns === undefined) {
    columns = [table.bytesOut, table.bytesIn, ...Object.values(table.optional)];
    companionsOf.set(table, columns);
  }
  return columns;
}

/** A pair as views on a table; what only some scorers ask for is computed at its first use. */
class TablePair implements Pair {
  readonly count: number;
  readonly times: Float64Array;
  readonly bytesOut: Float64Array;
  readonly bytesIn: Float64Array;
  readonly #table: ConnectionTable;
  readonly #index: number;
  #intervals: Float64Array | undefined;
  #sortedIntervals: Float64Array | undefined;
  #sessions: Sessions | undefined;

  constructor(table: ConnectionTable, index: number, from: number, to: number) {
    this.#table = table;
    this.#index = index;
    this.count = to - from;
    this.times = table.times.subarray(from, to);
    this.bytesOut = table.bytesOut.subarray(from, to);
    this.bytesIn = table.bytesIn.subarray(from, to);
  }

  get source(): string {
    return sourceOf(this.#table, this.#index);
  }

  get destination(): string {
    return destinationOf(this.#table, this.#index);
  }

  get port(): number {
    return portOf(this.#table, this.#index);
  }

  get intervals(): Float64Array {
    this.#intervals ??= secondsBetween(this.times);
    return this.#intervals;
  }

  get sortedIntervals(): Float64Array {
    this.#sortedIntervals ??= sortValues(this.intervals.slice());
    return this.#sortedIntervals;
  }

  get sessions(): Sessions {
    this.#sessions ??= sessionsOf(this.times, this.intervals, this.sortedIntervals);
    return this.#sessions;
  }
}
