import type { Warning } from "../intake.js";
import { pairCount } from "../pairs.js";
import { type ConnectionTable, NAMED_DESTINATION } from "../table.js";
import { dateTimeFormat } from "./date-time.js";
import { identicalTimes } from "./identical-times.js";

/** Batches and polls stamp many records with one time; chance alone does that to few, even where clocks tick in seconds. */
const IDENTICAL_TIMES_SHARE = 0.1;
/** A few pairs cross two sensors in any network; more of them, and counts are multiples of what happened. */
const SEVERAL_LOG_SOURCES_SHARE = 0.01;
/** No gap in a log that is alive is so long, and a window of a day cannot lose more unseen. */
const LATE_MS = 3_600_000;

/**
 * What a careful analyst wants to know of the records before believing any interval or count: nothing, or a warning for
 * each of `identical-times`, `collapsed-ipv6`, `coalesced`, `several-log-sources`, `no-bytes` and `late-record`. Linear in
 * rows that lie in order; changes nothing.
 *
 * @example
 * const table = tableFrom([{ time: 0, source: "10.0.0.1", destination: "203.0.113.9", port: 443 }]);
 * diagnose(table)[0].code; // => "no-bytes"
 */
export function diagnose(table: ConnectionTable): Warning[] {
  if (table.length === 0) return [];
  const found = [
    manyIdenticalTimes(table),
    collapsedIPv6(table),
    coalesced(table),
    severalLogSources(table),
    noBytes(table),
    lateRecord(table),
  ];
  return found.filter((warning) => warning !== undefined);
}

function manyIdenticalTimes(table: ConnectionTable): Warning | undefined {
  const identical = identicalTimes(table);
  if (identical <= IDENTICAL_TIMES_SHARE * table.length) return undefined;
  const share = shareOf(identical, table.length, "records");
  const cause =
    "perhaps the source delivers in batches, is polled, or logs several records a connection, and intervals are its own";
  const fix = table.optional.deviceTime ? "; compare with --time-field devicetime" : "";
  const message = `${share} have the same time as another record of their pair: ${cause}${fix}`;
  return { code: "identical-times", message };
}

/** Ariel's `sourceip` and `destinationip` are 0.0.0.0 for all of IPv6. A source of 0.0.0.0 alone may be DHCP. */
function collapsedIPv6(table: ConnectionTable): Warning | undefined {
  let records = 0;
  for (let pair = 0; pair < pairCount(table); pair++) {
    const named = ((table.ports[pair] as number) & NAMED_DESTINATION) !== 0;
    if (!named && table.destinations[pair] === 0) records += rowsOf(table, pair);
  }
  if (records === 0) return undefined;
  const share = shareOf(records, table.length, "records");
  const fix = "--field source=sourceaddress --field destination=destinationaddress";
  const message = `${share} go to 0.0.0.0, where QRadar puts all of IPv6: export these fields and read them with ${fix}`;
  return { code: "collapsed-ipv6", message };
}

function coalesced(table: ConnectionTable): Warning | undefined {
  const { eventCount } = table.optional;
  if (eventCount === undefined) return undefined;
  let events = 0;
  for (let row = 0; row < table.length; row++) {
    const count = eventCount[row] as number;
    events += Number.isNaN(count) ? 1 : count;
  }
  if (events <= table.length) return undefined;
  const merged = `${table.length} records stand for ${events} events`;
  const message = `${merged}, merged by the source: count the events with --count-field eventcount`;
  return { code: "coalesced", message };
}

function severalLogSources(table: ConnectionTable): Warning | undefined {
  const { logSource } = table.optional;
  if (logSource === undefined) return undefined;
  let pairs = 0;
  for (let pair = 0; pair < pairCount(table); pair++) {
    const from = table.offsets[pair] as number;
    if (hasSeveral(logSource, from, from + rowsOf(table, pair))) pairs++;
  }
  if (pairs <= SEVERAL_LOG_SOURCES_SHARE * pairCount(table)) return undefined;
  const share = shareOf(pairs, pairCount(table), "pairs");
  const message = `${share} come from several log sources: what each of them logs is counted each time`;
  return { code: "several-log-sources", message };
}

/** Whether there are two different ids; 0 is none. */
function hasSeveral(ids: Uint32Array, from: number, to: number): boolean {
  let first = 0;
  for (let row = from; row < to; row++) {
    const id = ids[row] as number;
    if (first === 0) first = id;
    else if (id !== 0 && id !== first) return true;
  }
  return false;
}

function noBytes(table: ConnectionTable): Warning | undefined {
  for (const column of [table.bytesOut, table.bytesIn]) {
    for (let row = 0; row < table.length; row++) {
      if (!Number.isNaN(column[row])) return undefined;
    }
  }
  const message = "no record has a byte count: sums are null and sizes say nothing";
  return { code: "no-bytes", message };
}

function lateRecord(table: ConnectionTable): Warning | undefined {
  let latest = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < table.length; row++) {
    const time = table.times[row] as number;
    if (time > second) {
      second = Math.min(time, latest);
      latest = Math.max(time, latest);
    }
  }
  const hours = (latest - second) / LATE_MS;
  if (table.length < 2 || hours <= 1) return undefined;
  const place = `one record, at ${dateTimeFormat("UTC")(latest)} UTC, lies ${hours.toFixed(1)} hours past all others`;
  const message = `${place}; a window that ends with the data ends there, unless --end says otherwise`;
  return { code: "late-record", message };
}

function rowsOf({ offsets }: ConnectionTable, pair: number): number {
  return (offsets[pair + 1] as number) - (offsets[pair] as number);
}

function shareOf(part: number, whole: number, noun: string): string {
  return `${part} of ${whole} ${noun} (${((100 * part) / whole).toFixed(1)} %)`;
}
