import type { ArielError } from "../qradar/ariel/index.js";

/** A token that is refused, by the console or a proxy before it, is so for every search. */
const NO_ENTRY: ReadonlySet<number | null> = new Set([401, 403, 407]);

/** The queries of a drill-down have the same columns: where one does not exist, none of them is taken. */
const BAD_QUERY = 422;

/**
 * Whether the next search would fail alike. Before there is a search on the console, that is so where the console cannot be reached, is
 * not ready after all retries, or is none; and where it refuses the query itself (422) and has accepted none of the others so far,
 * which differ in pair and times only.
 *
 * @example endsAll({ status: 401, transient: false }, true); // => true
 * @example endsAll({ status: 500, transient: false }, false); // => false
 * @example endsAll({ status: null, transient: true }, false); // => true
 * @example endsAll({ status: null, transient: false }, true); // => false
 * @example endsAll({ status: 422, transient: false }, false); // => true
 * @example endsAll({ status: 422, transient: false }, false, true); // => false
 */
export function endsAll(
  { status, transient }: Pick<ArielError, "status" | "transient">,
  isBegun: boolean,
  isAnotherAccepted = false,
): boolean {
  if (NO_ENTRY.has(status)) return true;
  if (status === BAD_QUERY) return !isBegun && !isAnotherAccepted;
  return !isBegun && (status === null || status === 404 || transient);
}
