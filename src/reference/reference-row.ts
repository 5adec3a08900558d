import { destinationOf, portOf, sourceOf } from "../table.js";
import type { Metrics } from "./metrics.js";
import type { Query } from "./query.js";

/** One row of the query's answer: its own columns, in its order. */
export interface ReferenceRow {
  /** `yyyy-MM-dd HH:mm:ss` */
  readonly FirstSeen: string;
  readonly LastSeen: string;
  readonly sourceip: string;
  readonly destinationip: string;
  readonly destinationport: number;
  readonly RequestCount: number;
  readonly BytesSent: number | null;
  readonly BytesReceived: number | null;
  readonly DurationSeconds: number;
  readonly AvgIntervalSeconds: number;
  readonly BeaconConfidence: "high" | "medium";
}

/** The row of a pair with its numbers. */
export function referenceRow(
  { table, timeText }: Query,
  pair: number,
  metrics: Metrics,
): ReferenceRow {
  return {
    FirstSeen: timeText(metrics.first),
    LastSeen: timeText(metrics.last),
    sourceip: sourceOf(table, pair),
    destinationip: destinationOf(table, pair),
    destinationport: portOf(table, pair),
    RequestCount: metrics.count,
    BytesSent: metrics.bytesOut,
    BytesReceived: metrics.bytesIn,
    DurationSeconds: metrics.durationSeconds,
    AvgIntervalSeconds: metrics.averageIntervalSeconds,
    BeaconConfidence: metrics.confidence,
  };
}
