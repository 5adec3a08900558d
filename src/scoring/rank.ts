import type { AllowList } from "../network/allow-list.js";
import { comparePairs } from "../reference/index.js";
import type { ConnectionTable } from "../table.js";
import { type Candidates, candidatesOf } from "./candidates.js";
import { countOf, SILENT } from "./evidence.js";
import type { Scoring, Subject } from "./finding.js";
import type { Settings } from "./options.js";
import { textsOf } from "./texts-of.js";

/** What the findings are about, and the account of what is none. */
export interface Ranking {
  /** Best first, at most `top`. */
  readonly ranked: readonly Subject[];
  /** How many there are without `top`. */
  readonly found: number;
  /** How many more the allow list took out. */
  readonly allowed: number;
  /**
   * By pair of the window: its score, or that of the group for which it stands, so that a beacon is one pair however many addresses it
   * has. NaN for others, for silent ones, and for those on the allow list.
   */
  judged(): Float64Array;
}

type Allows = (kind: Candidates, index: number) => boolean;

/** Ranks pairs and groups by combined score, then by count, source, destination and port. */
export function rank(scoring: Scoring, settings: Settings): Ranking {
  const { minScore, top, allowed } = settings;
  const kinds = candidatesOf(scoring, settings);
  const lowest = minScore > 0 ? minScore : top > 0 ? 0 : SILENT;
  // Candidates of all kinds in one row of numbers: there may be millions.
  const starts = startsOf(kinds);
  const kindOf = (candidate: number) => starts.findLastIndex((start) => start <= candidate);
  const place = <T>(candidate: number, of: (kind: Candidates, index: number) => T): T => {
    const kind = kindOf(candidate);
    return of(kinds[kind] as Candidates, candidate - (starts[kind] as number));
  };
  const scores = allScores(kinds);
  const worthy = Array.from(scores.keys()).filter((one) => (scores[one] as number) >= lowest);
  const allows = allowed && isAllowed(allowed);
  const found = allows ? worthy.filter((one) => !place(one, allows)) : worthy;
  found.sort(
    (a, b) =>
      (scores[b] as number) - (scores[a] as number) ||
      place(b, count) - place(a, count) ||
      comparePairs(scoring.table, place(a, pairOf), place(b, pairOf)) ||
      kindOf(a) - kindOf(b) ||
      compareTexts(place(a, name), place(b, name)),
  );
  const ranked = top > 0 ? found.slice(0, top) : found;
  return {
    ranked: ranked.map((one) => place(one, (kind, index) => kind.subject(index))),
    found: found.length,
    allowed: worthy.length - found.length,
    judged: () => judgedOf(kinds, allows),
  };
}

function judgedOf(kinds: readonly Candidates[], allows: Allows | undefined): Float64Array {
  const [pairs] = kinds as [Candidates, ...Candidates[]];
  const judged = new Float64Array(pairs.scores.length).fill(Number.NaN);
  for (const kind of kinds) {
    for (const [index, score] of kind.scores.entries()) {
      if (!(score >= 0) || allows?.(kind, index)) continue;
      const pair = kind.pair(index);
      if (!((judged[pair] as number) >= score)) judged[pair] = score;
    }
  }
  return judged;
}

/** The number of each kind's first candidate. */
function startsOf(kinds: readonly Candidates[]): number[] {
  let next = 0;
  return kinds.map(({ scores }) => {
    const start = next;
    next += scores.length;
    return start;
  });
}

function allScores(kinds: readonly Candidates[]): Float64Array {
  const [pairs, ...others] = kinds as [Candidates, ...Candidates[]];
  if (others.length === 0) return pairs.scores;
  const starts = startsOf(kinds);
  const all = new Float64Array(kinds.reduce((sum, { scores }) => sum + scores.length, 0));
  for (const [i, { scores }] of kinds.entries()) all.set(scores, starts[i]);
  return all;
}

const count = ({ scoring }: Candidates, index: number) => countOf(scoring.table, index);
const pairOf = (kind: Candidates, index: number) => kind.pair(index);
const name = (kind: Candidates, index: number) => kind.name(index);
const compareTexts = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/**
 * By all its destinations, or by all hosts it was reached as: one that is not on the list may hide behind one that is. The
 * connections of a group are of several destinations: there one without a host may hide as well.
 */
function isAllowed(allowed: AllowList): Allows {
  return ({ scoring: { table }, destinations, grouped }, index) => {
    if (destinations(index).every((destination) => allowed.has(destination))) return true;
    if (grouped && !allNamed(table, index)) return false;
    const hosts = textsOf(table, "host", index);
    return hosts.length > 0 && hosts.every((host) => allowed.has(host));
  };
}

function allNamed({ optional, offsets }: ConnectionTable, group: number): boolean {
  const hosts = optional.host?.subarray(offsets[group], offsets[group + 1]);
  return hosts?.every((host) => host > 0) ?? false;
}
