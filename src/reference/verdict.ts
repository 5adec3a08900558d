import { type Clause, outcomeOf } from "./clause.js";
import type { Reason } from "./confidence.js";
import { detailOf } from "./detail.js";
import type { Query } from "./query.js";

/** What the reference query says of one pair. */
export interface Verdict {
  /** Whether the pair is a row of its answer. */
  readonly returned: boolean;
  /** Of a pair that is: its BeaconConfidence and what made it so. */
  readonly confidence: "high" | "medium" | null;
  readonly reason: Reason | null;
  /** Of a pair that is not: the clause it fell to, and the numbers in a few words. */
  readonly dropped: { readonly clause: Clause; readonly detail: string } | null;
}

/**
 * The verdict on the pair with number `pair` of the query's table. Sorts nothing, so it may be asked for before or after
 * `pairOf`.
 *
 * @example verdictOf(queryOf(table), 0).dropped; // => { clause: "count", detail: "10 is not > 15" }
 */
export function verdictOf(query: Query, pair: number): Verdict {
  const outcome = outcomeOf(query, pair);
  if (outcome.clause === null) {
    const { confidence, reason } = outcome.metrics;
    return { returned: true, confidence, reason, dropped: null };
  }
  const dropped = { clause: outcome.clause, detail: detailOf(query, pair, outcome) };
  return { returned: false, confidence: null, reason: null, dropped };
}
