import type { ArielError } from "../qradar/ariel/index.js";

/** A token that is refused, by the console or a proxy before it, is so for every search. */
const NO_ENTRY: ReadonlySet<number | null> = new Set([401, 403, 407]);

/**
 * Whether the next search would fail alike. Before there is a search on the console, that is so unless the console refuses the query
 * itself: it cannot be reached, is not ready after all retries, or is none.
 *
 * @example endsAll({ status: 401, transient: false }, true); // => true
 * @example endsAll({ status: 500, transient: false }, false); // => false
 * @example endsAll({ status: null, transient: true }, false); // => true
 * @example endsAll({ status: null, transient: false }, true); // => false
 */
export function endsAll(
  { status, transient }: Pick<ArielError, "status" | "transient">,
  isBegun: boolean,
): boolean {
  if (NO_ENTRY.has(status)) return true;
  return !isBegun && (status === null || status === 404 || transient);
}
