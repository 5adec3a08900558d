import type { HandedFinding } from "./handed-finding.js";

/**
 * The whole milliseconds in which all of a finding's events lie: of a row, whose times were printed in seconds or minutes, to the end of
 * the last one printed.
 *
 * @example windowOf({ firstSeen: 1000.5, lastSeen: 61000, resolutionMs: 1000 }); // => { start: 1000, end: 61999 }
 */
export function windowOf({
  firstSeen,
  lastSeen,
  resolutionMs = 1,
}: Pick<HandedFinding, "firstSeen" | "lastSeen" | "resolutionMs">): {
  readonly start: number;
  readonly end: number;
} {
  return { start: Math.floor(firstSeen), end: Math.floor(lastSeen) + resolutionMs - 1 };
}
