import type { Aggregates } from "./aggregates.js";
import { averageIntervalSeconds, durationSeconds } from "./arithmetic.js";
import { holdsInterval, type Reason, reasonOf } from "./confidence.js";
import type { Rule } from "./rule.js";

/** The query's numbers of one pair. */
export interface Metrics {
  readonly count: number;
  /** Epoch milliseconds, as stored: whole, and multiples of the rule's `timeFloorMs`. */
  readonly first: number;
  readonly last: number;
  readonly bytesOut: number | null;
  readonly bytesIn: number | null;
  readonly durationSeconds: number;
  readonly averageIntervalSeconds: number;
  readonly confidence: "high" | "medium";
  readonly reason: Reason;
  /** The two halves of HAVING. */
  readonly holdsCount: boolean;
  readonly holdsInterval: boolean;
}

/**
 * What the query computes of a pair whose records have passed its WHERE.
 *
 * @example
 * const aggregates = { count: 16, first: 0.7, last: 900000.2, bytesOut: Number.NaN, bytesIn: 5 };
 * metricsOf(DEFAULT_RULE, aggregates).averageIntervalSeconds; // => 60
 */
export function metricsOf(rule: Rule, aggregates: Aggregates): Metrics {
  const { count } = aggregates;
  const first = stored(rule, aggregates.first);
  const last = stored(rule, aggregates.last);
  const reason = reasonOf(rule, last - first, count);
  return {
    count,
    first,
    last,
    bytesOut: sum(rule, aggregates.bytesOut),
    bytesIn: sum(rule, aggregates.bytesIn),
    durationSeconds: durationSeconds(rule.arithmetic, last - first),
    averageIntervalSeconds: averageIntervalSeconds(rule.arithmetic, last - first, count),
    confidence: reason === "none" ? "medium" : "high",
    reason,
    holdsCount: count > rule.minCount,
    holdsInterval: holdsInterval(rule, last - first, count),
  };
}

/** A time as the query sees it: Ariel keeps whole milliseconds, and only then may the rule round down further. */
function stored(rule: Rule, time: number): number {
  return Math.floor(Math.floor(time) / rule.timeFloorMs) * rule.timeFloorMs;
}

function sum(rule: Rule, bytes: number): number | null {
  if (!Number.isNaN(bytes)) return bytes;
  return rule.emptySum === "zero" ? 0 : null;
}
