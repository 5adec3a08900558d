import type { Query } from "./query.js";
import type { Rows } from "./rows.js";

/** What the query's aggregates come to over some rows. */
export interface Aggregates {
  /** Records, or the events they stand for. */
  readonly count: number;
  /** Epoch milliseconds, fractions allowed. */
  readonly first: number;
  readonly last: number;
  /** Sums of the bytes that are known; NaN when none is. */
  readonly bytesOut: number;
  readonly bytesIn: number;
}

/** Whether the rule asks for device times and none of the rows has one. */
export function lacksDeviceTime({ rule, table }: Query, rows: Rows): boolean {
  if (rule.timeField === "starttime") return false;
  const { deviceTime } = table.optional;
  return deviceTime === undefined || Number.isNaN(range(deviceTime, rows).first);
}

/**
 * COUNT, MIN, MAX and SUM over some rows of one pair. MIN and MAX skip records without a device time when that is the rule's
 * `timeField`; where all are without, the time of arrival takes its place, since a pair is better shown than lost.
 */
export function aggregatesOf(query: Query, rows: Rows): Aggregates {
  const { table, rule } = query;
  const { deviceTime } = table.optional;
  const arrival = rule.timeField === "starttime" || lacksDeviceTime(query, rows);
  const { first, last } = range(arrival || !deviceTime ? table.times : deviceTime, rows);
  return {
    count: countOf(query, rows),
    first,
    last,
    bytesOut: sumOfLongs(table.bytesOut, rows),
    bytesIn: sumOfLongs(table.bytesIn, rows),
  };
}

/** How many records, or events by the rule's `countField`, the rows are; a record without an event count is one event. */
function countOf({ rule, table }: Query, rows: Rows): number {
  const { eventCount } = table.optional;
  if (rule.countField === "records" || eventCount === undefined) return rows.length;
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    count += eventsOf(eventCount[rows.numbers[i] as number] as number);
  }
  return count;
}

/** The same of all rows of a pair. */
export function countOfPair({ rule, table }: Query, pair: number): number {
  const { eventCount } = table.optional;
  const from = table.offsets[pair] as number;
  const to = table.offsets[pair + 1] as number;
  if (rule.countField === "records" || eventCount === undefined) return to - from;
  return eventCount.subarray(from, to).reduce((count, events) => count + eventsOf(events), 0);
}

function eventsOf(value: number): number {
  return Number.isNaN(value) ? 1 : value;
}

/** NaN and NaN when no row has a value. */
function range(values: Float64Array, rows: Rows): { first: number; last: number } {
  let first = Number.NaN;
  let last = Number.NaN;
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows.numbers[i] as number] as number;
    if (!(value >= first)) first = Number.isNaN(value) ? first : value;
    if (!(value <= last)) last = Number.isNaN(value) ? last : value;
  }
  return { first, last };
}

/** `LONG()` drops the fraction of each value before SUM adds it. */
function sumOfLongs(values: Float64Array, rows: Rows): number {
  let sum = Number.NaN;
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows.numbers[i] as number] as number;
    if (!Number.isNaN(value)) sum = (Number.isNaN(sum) ? 0 : sum) + Math.floor(value);
  }
  return sum;
}
