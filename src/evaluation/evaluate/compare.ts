import { pairCount } from "../../pairs.js";
import { type ConnectionTable, destinationOf, portOf, sourceOf } from "../../table.js";
import { type Detector, valuesOf } from "../detectors/index.js";
import { overlapAt, rankCorrelation, ranksOf } from "../metrics/index.js";

/** What one side says of a pair. */
export interface Side {
  /** From 1; pairs that tie share the mean of their ranks. */
  readonly rank: number;
  /** Null when the side says nothing of the pair. */
  readonly value: number | null;
  readonly flagged: boolean | null;
  readonly reason: string;
}

/** A pair as both sides see it. */
export interface Disagreement {
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  readonly count: number;
  readonly ours: Side;
  readonly theirs: Side;
}

/** Two detectors on the same input. */
export interface Comparison {
  readonly ours: string;
  readonly theirs: string;
  /** Pairs with at least `minCount` connections: all numbers are over these. */
  readonly pairs: number;
  /** Spearman's; NaN (null in JSON) where one side gives all pairs the same value. */
  readonly rankCorrelation: number;
  /** How many of the first `k` of one side are among the first `k` of the other; ties by count, then by order in the table. */
  readonly overlap: readonly { readonly k: number; readonly shared: number; readonly of: number }[];
  /** By own thresholds; null where a side has none. */
  readonly reported: {
    readonly both: number;
    readonly oursOnly: number;
    readonly theirsOnly: number;
    readonly neither: number;
  } | null;
  /** The pairs whose ranks differ most by their ratio, at most `top`: rank 3 against 90 says more than 500 against 900. */
  readonly disagreements: readonly Disagreement[];
}

/** Options of `compare`. */
export interface CompareOptions {
  /** Pairs with fewer connections are left out; default 4. */
  readonly minCount?: number;
  /** How many disagreements; default 10, 0 for all. */
  readonly top?: number;
  /** Numbers of pairs that are left out whatever their count. */
  readonly leftOut?: ReadonlySet<number>;
}

const LISTS = [10, 50, 100];
const NOTHING_SAID = "Too little to say anything.";

/** Compares how two detectors rank the pairs of a table. */
export function compare(
  table: ConnectionTable,
  ours: Detector,
  theirs: Detector,
  { minCount = 4, top = 10, leftOut = new Set() }: CompareOptions = {},
): Comparison {
  const count = (pair: number) =>
    (table.offsets[pair + 1] as number) - (table.offsets[pair] as number);
  const pairs = Array.from({ length: pairCount(table) }, (_, pair) => pair).filter(
    (pair) => count(pair) >= minCount && !leftOut.has(pair),
  );
  const rankedBy = (detector: Detector): Ranked => {
    const detected = detector.judge(table);
    const values = valuesOf(detected);
    const own = pairs.map((pair) => values[pair] as number);
    const ranks = ranksOf(own);
    const order = Array.from(pairs.keys()).sort(
      (a, b) =>
        (own[b] as number) - (own[a] as number) ||
        count(pairs[b] as number) - count(pairs[a] as number) ||
        a - b,
    );
    const side = (i: number): Side => {
      const said = detected[pairs[i] as number];
      return {
        rank: ranks[i] as number,
        value: said?.value ?? null,
        flagged: detector.reports ? said?.flagged === true : null,
        reason: said?.reason ?? NOTHING_SAID,
      };
    };
    return { own, ranks, order, side };
  };
  const [our, their] = [rankedBy(ours), rankedBy(theirs)];
  const apart = (i: number) => {
    const [a, b] = [our.ranks[i] as number, their.ranks[i] as number];
    return Math.max(a, b) / Math.min(a, b);
  };
  const most = Array.from(pairs.keys())
    .filter((i) => apart(i) > 1)
    .sort((a, b) => apart(b) - apart(a) || a - b);
  return {
    ours: ours.id,
    theirs: theirs.id,
    pairs: pairs.length,
    rankCorrelation: rankCorrelation(our.own, their.own),
    overlap: LISTS.map((k) => ({
      k,
      shared: overlapAt(our.order, their.order, k),
      of: Math.min(k, pairs.length),
    })),
    reported: ours.reports && theirs.reports ? reportedBy(pairs, our, their) : null,
    disagreements: (top > 0 ? most.slice(0, top) : most).map((i) => {
      const pair = pairs[i] as number;
      return {
        source: sourceOf(table, pair),
        destination: destinationOf(table, pair),
        port: portOf(table, pair),
        count: count(pair),
        ours: our.side(i),
        theirs: their.side(i),
      };
    }),
  };
}

interface Ranked {
  readonly own: readonly number[];
  readonly ranks: readonly number[];
  readonly order: readonly number[];
  readonly side: (i: number) => Side;
}

function reportedBy(pairs: readonly number[], our: Ranked, their: Ranked): Comparison["reported"] {
  const found = { both: 0, oursOnly: 0, theirsOnly: 0, neither: 0 };
  for (const i of pairs.keys()) {
    const [a, b] = [our.side(i).flagged, their.side(i).flagged];
    found[a ? (b ? "both" : "oursOnly") : b ? "theirsOnly" : "neither"]++;
  }
  return found;
}
