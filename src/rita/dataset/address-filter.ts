import { ADDRESS } from "./address-flags.js";

/** What becomes of a connection: `keep`, `join` (it never counts, but HTTP through a proxy may be joined to it) or `drop`. */
export type Verdict = "keep" | "join" | "drop";

/**
 * RITA's filter on the two ends of a connection, by their ADDRESS flags. The first of these decides: always included, never
 * included, both outside, both inside, from outside to inside.
 *
 * @example connectionVerdict(ADDRESS.internal, 0, true); // => "keep"
 * @example connectionVerdict(ADDRESS.internal, ADDRESS.internal, true); // => "join"
 */
export function connectionVerdict(
  source: number,
  destination: number,
  filterExternalToInternal: boolean,
): Verdict {
  const either = source | destination;
  if (either & ADDRESS.always) return "keep";
  if (either & ADDRESS.never) return "drop";
  if (!(either & ADDRESS.internal)) return "drop";
  if (source & destination & ADDRESS.internal) return "join";
  return filterExternalToInternal && !(source & ADDRESS.internal) ? "join" : "keep";
}

/** The same for DNS, where queries from inside to inside count: a resolver is often there. */
export function dnsVerdict(
  source: number,
  destination: number,
  filterExternalToInternal: boolean,
): Verdict {
  const inside = source & destination & ADDRESS.internal;
  const never = (source | destination) & ADDRESS.never;
  return inside && !never
    ? "keep"
    : connectionVerdict(source, destination, filterExternalToInternal);
}

/** Whether a source is never included: all that is asked of who speaks through a proxy. */
export function isNever(flags: number): boolean {
  return (flags & (ADDRESS.always | ADDRESS.never)) === ADDRESS.never;
}
