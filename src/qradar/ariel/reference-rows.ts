import type { ReferenceRow } from "../../reference/index.js";
import type { ArielRow } from "./rows-of.js";

/** The rows of an answer to the reference query, and what is wrong with those that are none. */
export interface AnsweredRows {
  readonly rows: readonly ReferenceRow[];
  /** One for each row that was left out. */
  readonly rejected: readonly { readonly row: number; readonly reason: string }[];
}

const TEXTS = ["FirstSeen", "LastSeen", "sourceip", "destinationip", "BeaconConfidence"] as const;
const NUMBERS = [
  ...(["destinationport", "RequestCount", "DurationSeconds", "AvgIntervalSeconds"] as const),
] as const;
const SUMS = ["BytesSent", "BytesReceived"] as const;

/**
 * The rows that a console answers the reference query with, its numbers as they are; names in any case, columns beside the query's
 * own left out. A row without one of them, or with something else in it, is rejected; only the sums of bytes may be null.
 *
 * @example referenceRowsOf([{ sourceip: "10.0.0.1" }]).rejected[0].reason; // => "no text in FirstSeen"
 */
export function referenceRowsOf(answer: readonly ArielRow[]): AnsweredRows {
  const rows: ReferenceRow[] = [];
  const rejected: { row: number; reason: string }[] = [];
  answer.forEach((given, i) => {
    const row = rowOf(given);
    if (typeof row === "string") rejected.push({ row: i + 1, reason: row });
    else rows.push(row);
  });
  return { rows, rejected };
}

function rowOf(given: ArielRow): ReferenceRow | string {
  const values = new Map(Object.entries(given).map(([name, v]) => [name.toLowerCase(), v]));
  const value = (name: string) => values.get(name.toLowerCase());
  for (const name of TEXTS) if (typeof value(name) !== "string") return `no text in ${name}`;
  for (const name of NUMBERS) if (!isNumber(value(name))) return `no number in ${name}`;
  for (const name of SUMS) {
    if (!isNumber(value(name) ?? 0)) return `neither a number nor null in ${name}`;
  }
  return {
    FirstSeen: value("FirstSeen"),
    LastSeen: value("LastSeen"),
    sourceip: value("sourceip"),
    destinationip: value("destinationip"),
    destinationport: value("destinationport"),
    RequestCount: value("RequestCount"),
    BytesSent: value("BytesSent") ?? null,
    BytesReceived: value("BytesReceived") ?? null,
    DurationSeconds: value("DurationSeconds"),
    AvgIntervalSeconds: value("AvgIntervalSeconds"),
    BeaconConfidence: value("BeaconConfidence"),
  } as ReferenceRow;
}

/** JSON has no others; Ariel's are doubles. */
function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
