import type { Connection } from "../connection.js";
import type { Warning } from "../intake.js";
import { pairCount } from "../pairs.js";
import type { ConnectionTable } from "../table.js";
import { tableFrom } from "../table-from.js";
import { outcomeOf } from "./clause.js";
import { type DroppedPair, droppedPair } from "./dropped-pair.js";
import { comparePairs } from "./order.js";
import { type Query, type QueryOptions, queryOf, type Window } from "./query.js";
import { type ReferenceRow, referenceRow } from "./reference-row.js";
import type { Rule } from "./rule.js";

/** Options of `reference`. */
export interface ReferenceOptions extends QueryOptions {
  /** Tells of every pair that is not returned why. */
  readonly explain?: boolean;
}

/** The query's answer; `rows` and `dropped` by RequestCount descending, then source, destination and port. */
export interface ReferenceResult {
  readonly rule: Rule;
  readonly window: Window;
  readonly arithmetic: Query["arithmetic"];
  readonly rows: readonly ReferenceRow[];
  /** Empty unless `explain` is set. */
  readonly dropped: readonly DroppedPair[];
  /** The table's own, and those about columns the rule asks for; what the records themselves tell, `diagnose` tells. */
  readonly warnings: readonly Warning[];
}

interface Entry<T> {
  readonly pair: number;
  readonly view: T;
}

/**
 * Answers the reference query on a table or on connections, exactly. Throws a RuleError for a rule or an option that makes
 * no sense.
 *
 * @example
 * const pair = { source: "10.0.0.1", destination: "203.0.113.9", port: 443 };
 * const connections = Array.from({ length: 16 }, (_, i) => ({ ...pair, time: i * 60000 }));
 * reference(connections).rows[0].AvgIntervalSeconds; // => 60
 */
export function reference(
  input: ConnectionTable | Iterable<Connection>,
  options: ReferenceOptions = {},
): ReferenceResult {
  const table = Symbol.iterator in input ? tableFrom(input) : input;
  const query = queryOf(table, options);
  const rows: Entry<ReferenceRow>[] = [];
  const dropped: Entry<DroppedPair>[] = [];
  let undated = 0;
  for (let pair = 0; pair < pairCount(table); pair++) {
    const outcome = outcomeOf(query, pair);
    if ("metrics" in outcome && outcome.lacksDeviceTime) undated++;
    if (outcome.clause === null) {
      rows.push({ pair, view: referenceRow(query, pair, outcome.metrics) });
    } else if (options.explain === true) {
      dropped.push({ pair, view: droppedPair(query, pair, outcome) });
    }
  }
  const { rule, window, arithmetic } = query;
  return {
    rule,
    window,
    arithmetic,
    rows: ordered(table, rows),
    dropped: ordered(table, dropped),
    warnings: [...table.warnings, ...columnWarnings(query, undated)],
  };
}

function ordered<T extends { readonly RequestCount: number }>(
  table: ConnectionTable,
  entries: Entry<T>[],
): T[] {
  entries.sort(
    (a, b) => b.view.RequestCount - a.view.RequestCount || comparePairs(table, a.pair, b.pair),
  );
  return entries.map(({ view }) => view);
}

function columnWarnings({ rule, table }: Query, undated: number): Warning[] {
  const warnings: Warning[] = [];
  if (undated > 0) {
    const message = `${undated} of the measured pairs have no device time; arrival stands in for it`;
    warnings.push({ code: "no-devicetime", message });
  }
  if (rule.countField === "eventcount" && table.optional.eventCount === undefined) {
    const message = "no record has an event count; each counts as one event";
    warnings.push({ code: "no-eventcount", message });
  }
  return warnings;
}
