import { DIRECTION_CODES, destinationOf, sourceOf } from "../table.js";
import type { Query } from "./query.js";

/**
 * The direction code of a pair by the internal networks, for records whose format has no such field.
 * A name is in no network, hence remote.
 */
export function computedDirection(query: Query, pair: number): number {
  const { table, internal } = query;
  const { L2L, L2R, R2L, R2R } = DIRECTION_CODES;
  const local = internal.has(destinationOf(table, pair));
  if (internal.has(sourceOf(table, pair))) return local ? L2L : L2R;
  return local ? R2L : R2R;
}

/** The name of a direction code, such as `L2R` or `unknown`. */
export function directionName(code: number): string {
  const found = Object.entries(DIRECTION_CODES).find(([, other]) => other === code);
  return found?.[0] ?? "unknown";
}
