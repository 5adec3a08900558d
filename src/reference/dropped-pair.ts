import { destinationOf, portOf, sourceOf } from "../table.js";
import { countOfPair } from "./aggregates.js";
import type { Clause, Dropped } from "./clause.js";
import { detailOf } from "./detail.js";
import type { Query } from "./query.js";

/** A pair that is not in the answer, and the first clause that took away its records or that it failed. */
export interface DroppedPair {
  readonly sourceip: string;
  readonly destinationip: string;
  readonly destinationport: number;
  /** All of the pair's records (or events, by the rule's `countField`), in the window or not. */
  readonly RequestCount: number;
  readonly clause: Clause;
  /** The numbers in a few words, such as `10 is not > 15`. */
  readonly detail: string;
}

/** The entry of a pair that the query does not return. */
export function droppedPair(query: Query, pair: number, outcome: Dropped): DroppedPair {
  const { table } = query;
  return {
    sourceip: sourceOf(table, pair),
    destinationip: destinationOf(table, pair),
    destinationport: portOf(table, pair),
    RequestCount: countOfPair(query, pair),
    clause: outcome.clause,
    detail: detailOf(query, pair, outcome),
  };
}
