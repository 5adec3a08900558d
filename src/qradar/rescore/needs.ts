import type { ResultRow } from "../result-row.js";
import { COLLAPSED_NEED, isCollapsed } from "./collapsed-row.js";

/** The query's least number of requests is enough for `score` to speak, a few more for it to decide. */
const DECIDING = 30;
/** Fewer distinct times than this share of the events are batches. */
const BATCHED = 0.9;

/** What raw data would settle a row, a sentence each, the most telling first. */
export function needsOf(row: ResultRow): string[] {
  if (isCollapsed(row)) return [COLLAPSED_NEED];
  const needs = [
    row.count < DECIDING
      ? `the start times of its ${row.count} events, and of later ones: \`score\` decides from about ${DECIDING} on`
      : `the start times of its ${row.count} events, for \`score\``,
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
  if (row.host === null) needs.push("their host or server name (SNI)");
  if (row.bytesOut === null || row.bytesIn === null) {
    needs.push("bytes sent and received, which the row lacks");
  }
  return needs;
}
