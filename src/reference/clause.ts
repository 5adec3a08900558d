import { destinationOf, portOf } from "../table.js";
import { aggregatesOf, lacksDeviceTime } from "./aggregates.js";
import { isExcluded } from "./exclusion.js";
import { type Metrics, metricsOf } from "./metrics.js";
import type { Query } from "./query.js";
import { rowsInDirection, rowsInWindow } from "./rows.js";

/** The parts of the query that can cost a pair its row, in the order in which they are applied. */
export type Clause = "window" | "port" | "direction" | "private-destination" | "count" | "interval";

/** A pair with its numbers. */
interface Measured {
  readonly metrics: Metrics;
  /** Whether they had to do with times of arrival although the rule asks for those of the devices. */
  readonly lacksDeviceTime: boolean;
}

/** A pair that the query returns. */
interface Returned extends Measured {
  readonly clause: null;
}

/** A pair that it does not, with the first clause that leaves none of its records or that it fails. */
export type Dropped =
  | (Measured & { readonly clause: "count" | "interval" })
  | { readonly clause: Exclude<Clause, "count" | "interval"> };

/**
 * Puts a pair through the query: window, port, direction and excluded destinations take away records, one after the
 * other; what is left is counted and measured. Reads the table's rows as they lie and sorts nothing.
 */
export function outcomeOf(query: Query, pair: number): Returned | Dropped {
  const { table, rule, ports } = query;
  if (rowsInWindow(query, pair).length === 0) return { clause: "window" };
  if (ports.size > 0 && !ports.has(portOf(table, pair))) return { clause: "port" };
  const rows = rowsInDirection(query, pair);
  if (rows.length === 0) return { clause: "direction" };
  if (isExcluded(query, destinationOf(table, pair))) return { clause: "private-destination" };
  const metrics = metricsOf(rule, aggregatesOf(query, rows));
  const measured = { metrics, lacksDeviceTime: lacksDeviceTime(query, rows) };
  if (!metrics.holdsCount) return { ...measured, clause: "count" };
  return { ...measured, clause: metrics.holdsInterval ? null : "interval" };
}
