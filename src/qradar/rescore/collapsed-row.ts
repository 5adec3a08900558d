import type { Warning } from "../../intake.js";
import type { ResultRow } from "../result-row.js";
import type { PlacedRow } from "./rows-by-pair.js";

const UNSET: readonly string[] = ["0.0.0.0", "::"];

/**
 * Whether a row is no pair: Ariel's `sourceip` and `destinationip` are 0.0.0.0 for all of IPv6, so that one row of a port holds all of it.
 *
 * @example isCollapsed({ source: "0.0.0.0", destination: "0.0.0.0" }); // => true
 * @example isCollapsed({ source: "0.0.0.0", destination: "203.0.113.9" }); // => false
 */
export function isCollapsed({
  source,
  destination,
}: Pick<ResultRow, "source" | "destination">): boolean {
  return UNSET.includes(source) && UNSET.includes(destination);
}

/** What the row of such a finding says, whatever its numbers. */
export const COLLAPSED_SENTENCE =
  "No pair: QRadar puts all IPv6 traffic to a port into one row of 0.0.0.0, so that its mean and count say nothing.";

/** What would settle it. */
export const COLLAPSED_NEED =
  "the pairs in it, from the query that `aql --improved --ip-version 6` prints";

/** A warning where the latest rows of some pairs are collapsed. */
export function collapsedWarning(pairs: Iterable<readonly PlacedRow[]>): Warning[] {
  let [rows, requests] = [0, 0];
  for (const placed of pairs) {
    const { row } = placed.at(-1) as PlacedRow;
    if (!isCollapsed(row)) continue;
    rows++;
    requests += row.count;
  }
  if (rows === 0) return [];
  const what = rows === 1 ? "1 row holds" : `${rows} rows hold`;
  const message = `${what} all IPv6 traffic (${requests} requests from 0.0.0.0 to 0.0.0.0), of whatever pairs: ask for them with \`beaconry aql --improved --ip-version 6\``;
  return [{ code: "collapsed-ipv6", message }];
}
