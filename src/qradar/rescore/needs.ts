import type { ResultRow } from "../result-row.js";
import type { RowFacts } from "./row-facts.js";

/** The query's least number of requests is enough for `score` to speak, a few more for it to decide. */
const DECIDING = 30;
/** Fewer distinct times than this share of the events are batches. */
const BATCHED = 0.9;

/** What raw data would settle a row, a sentence each, the most telling first. */
export function needsOf(row: ResultRow, { first, last }: RowFacts): string[] {
  const needs = [
    `the start times of its ${row.count} events between ${isoTime(first)} and ${isoTime(last)}: \`score\` can settle it from about ${DECIDING} on`,
  ];
  if (row.distinctTimes !== null && row.distinctTimes < BATCHED * row.count) {
    needs.push(
      `device times: its ${row.count} events have ${row.distinctTimes} distinct times, so they arrived in batches`,
    );
  } else if (row.logSources !== null && row.logSources > 1) {
    needs.push(
      `device times and log sources: ${row.logSources} log sources may have told of the same connections`,
    );
  }
  if (row.host === null) needs.push("the host or server name (SNI) of its connections");
  if (row.bytesOut === null || row.bytesIn === null) {
    needs.push("bytes sent and received, which the row lacks");
  }
  return needs;
}

function isoTime(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? String(ms) : date.toISOString();
}
