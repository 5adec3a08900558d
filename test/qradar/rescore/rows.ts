import type { ResultExport, ResultRow } from "../../../src/qradar/result-row.js";

/** Monday, 2026-11-23. */
export const START: number = Date.UTC(2026, 10, 23);

const printed = (ms: number) => {
  const whole = Math.floor(ms / 1000) * 1000;
  const text = new Date(whole).toISOString().slice(0, 19).replace("T", " ");
  return { text, ms: whole, resolution: 1000, others: [] };
};

/** A row of the default query's answer: 1,440 requests a minute apart, unless told otherwise. */
export function resultRow(
  of: Partial<ResultRow> & { readonly first?: number; readonly spanMs?: number } = {},
): ResultRow {
  const { first = START, spanMs = 86_340_125, ...given } = of;
  const count = given.count ?? 1440;
  return {
    row: 1,
    line: 2,
    source: "10.1.2.3",
    destination: "203.0.113.9",
    port: 443,
    count,
    firstSeen: printed(first),
    lastSeen: printed(first + spanMs),
    bytesOut: 500 * count,
    bytesIn: 300 * count,
    durationSeconds: spanMs / 1000,
    averageIntervalSeconds: spanMs / 1000 / (count - 1),
    confidence: "high",
    firstMs: null,
    lastMs: null,
    rawEvents: null,
    logSources: null,
    distinctTimes: null,
    records: null,
    host: null,
    ...given,
  };
}

/** An export of rows. */
export function exportOf(rows: readonly ResultRow[], file = "rows.json"): ResultExport {
  const { length } = rows;
  return {
    file,
    form: "json",
    columns: new Map(),
    decimals: { durationSeconds: 3, averageIntervalSeconds: 15 },
    rows,
    input: { files: 1, records: length, accepted: length, rejected: 0, ignored: 0 },
    warnings: [],
  };
}
