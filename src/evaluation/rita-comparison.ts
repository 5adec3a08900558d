import { pairCount } from "../pairs.js";
import { type ConnectionTable, destinationOf, portOf, sourceOf } from "../table.js";
import { type Detected, type Detector, plainly, valuesOf } from "./detectors/index.js";
import { type CompareOptions, type Comparison, compare, type Side } from "./evaluate/index.js";
import { ranksOf } from "./metrics/index.js";
import type { RitaList, RitaListing } from "./rita-listing.js";
import { pairsOfRows } from "./rita-pairs.js";

/** A pair that RITA has no row for. */
export interface UnlistedPair {
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  readonly count: number;
  readonly ours: Side;
}

/** A row of RITA's that is about no pair that is compared. */
export interface UnpairedRow extends Pick<RitaListing, "source" | "destination" | "fqdn"> {
  /** The connections of the pairs it is about: 0 without any, else fewer than `minCount` in each. */
  readonly count: number;
  readonly theirs: Side;
}

/**
 * Our findings beside RITA's rows. A row that is about several pairs stands beside the one of them that we rank highest, the others
 * are left out; a pair that several rows are about stands beside the first of them.
 */
export interface RitaComparison extends Comparison {
  /** RITA's rows, and how many of them are about a pair that is compared. */
  readonly rows: { readonly all: number; readonly joined: number };
  /** What one side alone has: how many, and the first of them, at most `top`. */
  readonly onlyOurs: { readonly count: number; readonly pairs: readonly UnlistedPair[] };
  readonly onlyTheirs: { readonly count: number; readonly rows: readonly UnpairedRow[] };
}

const NO_ROW = "RITA has no row for it.";

/** Compares how a detector ranks the pairs of a table with RITA's list of the same logs, whose name is `id`. */
export function compareWithRita(
  table: ConnectionTable,
  ours: Detector,
  { version, rows, id }: RitaList & { readonly id: string },
  { minCount = 4, top = 10 }: CompareOptions = {},
): RitaComparison {
  const detected = ours.judge(table);
  const values = valuesOf(detected);
  const isCounted = (pair: number) => countOf(table, pair) >= minCount;
  const pairsOf = pairsOfRows(table, rows);
  const countedOf = pairsOf.map((pairs) => pairs.filter(isCounted));
  const { rowOf, leftOut } = matched(
    countedOf,
    (a, b) =>
      (values[b] as number) - (values[a] as number) ||
      countOf(table, b) - countOf(table, a) ||
      a - b,
  );
  const known = { ...ours, judge: () => detected };
  const theirs = listDetector(id, version, rows, rowOf);
  const comparison = compare(table, known, theirs, { minCount, top, leftOut });

  const compared = Array.from(values.keys()).filter(
    (pair) => isCounted(pair) && !leftOut.has(pair),
  );
  const ranks = ranksOf(compared.map((pair) => values[pair] as number));
  const unlisted = Array.from(compared.keys())
    .filter((i) => !rowOf.has(compared[i] as number))
    .sort((a, b) => (ranks[a] as number) - (ranks[b] as number) || a - b);
  const theirRanks = ranksOf(rows.map(({ value }) => value));
  const unpaired = Array.from(rows.keys()).filter((row) => countedOf[row]?.length === 0);

  const first = <T>(items: readonly T[]) => (top > 0 ? items.slice(0, top) : items);
  return {
    ...comparison,
    disagreements: comparison.disagreements.map((one) =>
      one.theirs.value === null ? { ...one, theirs: { ...one.theirs, reason: NO_ROW } } : one,
    ),
    rows: { all: rows.length, joined: rows.length - unpaired.length },
    onlyOurs: {
      count: unlisted.length,
      pairs: first(unlisted).map((i) => {
        const pair = compared[i] as number;
        const side = sideOf(detected[pair], ranks[i] as number, ours.reports);
        return unlistedPair(table, pair, side);
      }),
    },
    onlyTheirs: {
      count: unpaired.length,
      rows: first(unpaired).map((row) =>
        unpairedRow(table, rows[row] as RitaListing, pairsOf[row] ?? [], theirRanks[row] as number),
      ),
    },
  };
}

function unlistedPair(table: ConnectionTable, pair: number, ours: Side): UnlistedPair {
  return {
    source: sourceOf(table, pair),
    destination: destinationOf(table, pair),
    port: portOf(table, pair),
    count: countOf(table, pair),
    ours,
  };
}

function unpairedRow(
  table: ConnectionTable,
  { source, destination, fqdn, value, flagged, reason }: RitaListing,
  pairs: readonly number[],
  rank: number,
): UnpairedRow {
  const count = pairs.reduce((sum, pair) => sum + countOf(table, pair), 0);
  return { source, destination, fqdn, count, theirs: { rank, value, flagged, reason } };
}

function countOf({ offsets }: ConnectionTable, pair: number): number {
  return (offsets[pair + 1] as number) - (offsets[pair] as number);
}

/**
 * The row that each pair stands beside: the first, in RITA's order, that is about it. Of the pairs of one row only the first by
 * `order` is compared, the others are left out.
 */
function matched(
  pairsOf: readonly (readonly number[])[],
  order: (a: number, b: number) => number,
): { rowOf: Map<number, number>; leftOut: Set<number> } {
  const rowOf = new Map<number, number>();
  const leftOut = new Set<number>();
  for (const [row, pairs] of pairsOf.entries()) {
    const [best, ...others] = pairs.filter((pair) => !rowOf.has(pair)).sort(order);
    if (best !== undefined) rowOf.set(best, row);
    for (const pair of others) {
      rowOf.set(pair, row);
      leftOut.add(pair);
    }
  }
  return { rowOf, leftOut };
}

function listDetector(
  id: string,
  version: 4 | 5,
  rows: readonly RitaListing[],
  rowOf: ReadonlyMap<number, number>,
): Detector {
  return {
    id,
    reports: version === 5,
    judge: (table) =>
      Array.from({ length: pairCount(table) }, (_, pair) => {
        const row = rowOf.get(pair);
        if (row === undefined) return undefined;
        const { value, flagged, reason } = rows[row] as RitaListing;
        return plainly(value, flagged, reason);
      }),
  };
}

function sideOf(detected: Detected | undefined, rank: number, reports: boolean): Side {
  return {
    rank,
    value: detected?.value ?? null,
    flagged: reports ? detected?.flagged === true : null,
    reason: detected?.reason ?? "Too little to say anything.",
  };
}
