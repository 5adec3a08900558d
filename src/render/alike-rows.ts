import type { RescoredFinding } from "../qradar/rescore/index.js";
import { ALIKE_SHARE } from "../qradar/rescore/row-population.js";

/** So many sources are named. */
const MOST_NAMED = 5;

/** A finding, and those on other sources that say the same. */
export interface AlikeRows {
  readonly first: RescoredFinding;
  readonly others: readonly RescoredFinding[];
}

/**
 * Findings by what they are about, in the order of the first of each: rows without events to the same destination and port, of the same
 * family, with means within 3 % of the first one's, are alike. A finding on events has numbers of its own, and stands alone.
 */
export function alikeRows(findings: readonly RescoredFinding[]): AlikeRows[] {
  const groups: { first: RescoredFinding; others: RescoredFinding[] }[] = [];
  const byPlace = new Map<string, typeof groups>();
  for (const finding of findings) {
    const { destination, port, family, reference } = finding;
    const place = JSON.stringify([destination, port, family, reference.reason]);
    const there = byPlace.get(place) ?? [];
    byPlace.set(place, there);
    const group = there.find(({ first }) => isAlike(first, finding));
    if (group !== undefined) group.others.push(finding);
    else {
      const own = { first: finding, others: [] };
      groups.push(own);
      there.push(own);
    }
  }
  return groups;
}

function isAlike(first: RescoredFinding, other: RescoredFinding): boolean {
  const [a, b] = [first.averageIntervalSeconds, other.averageIntervalSeconds];
  const onlyRows = [first, other].every(
    ({ row, intervalHistogram }) => row !== null && intervalHistogram.length === 0,
  );
  return (
    onlyRows && a !== null && b !== null && Math.max(a, b) <= Math.min(a, b) * (1 + ALIKE_SHARE)
  );
}

/** The others in one sentence, with their ranks; nothing where there are none. */
export function othersInWords(others: readonly RescoredFinding[]): string[] {
  if (others.length === 0) return [];
  const named = others.slice(0, MOST_NAMED).map(({ rank, source }) => `#${rank} ${source}`);
  const left = others.length - named.length;
  const list = left === 0 ? named.join(", ") : `${named.join(", ")} and ${left} more`;
  const sources = others.length === 1 ? "1 more source" : `${others.length} more sources`;
  return [`And ${sources} alike: ${list}.`];
}
