import { type Groups, leftOver, membersOf, pairAlone, regroup } from "../regroup.js";
import { type ConnectionTable, destinationOf } from "../table.js";
import { type Evidence, evidenceOf } from "./evidence.js";
import type { Scoring, Subject } from "./finding.js";
import { clientsOf } from "./fingerprints/index.js";
import type { Settings } from "./options.js";
import { populationOf, withClients } from "./population.js";
import { nameOf, restInWords, togetherInWords } from "./together-in-words.js";

/** What findings may be about, all of one kind: pairs of a table, groups of connections, or what groups leave of pairs. */
export interface Candidates {
  /** Its table has their connections. */
  readonly scoring: Scoring;
  /** By candidate: its score, or NaN where it is out. */
  readonly scores: Float64Array;
  /** Whether a candidate may have connections of several pairs. */
  readonly grouped: boolean;
  /** The number, in the window's table, of the pair that stands for a candidate. */
  pair(index: number): number;
  /** Tells groups of one such pair apart. */
  name(index: number): string;
  /** The main one first. */
  destinations(index: number): string[];
  subject(index: number): Subject;
}

/** A finding lists no more destinations. */
const MOST_DESTINATIONS = 20;

/** Times that groups are compared with what others left; two suffice where nobody builds chains of them. */
const MOST_ROUNDS = 8;

/**
 * The candidates for findings; each connection is in one at most that has a score. By another key than `pair` a group is one where its
 * evidence is at least as strong as that of each pair that it has connections of, or of what groups that are one left of the pair,
 * which is scored anew: a strong beacon at an address hides no other host's beacon there.
 */
export function candidatesOf(scoring: Scoring, { key, minCount }: Settings): Candidates[] {
  const pairs = evidenceOf(scoring, minCount);
  if (key === "pair") return [pairsOf(scoring, pairs.scores)];
  const { table } = scoring;
  const groups = regroup(table, key);
  const together = withTable(scoring, groups.table, key === "host");
  const found = evidenceOf(together, minCount, (group) => pairAlone(table, groups, group));
  let taken = new Uint8Array(found.scores.length);
  let left = table;
  let rest = scoring;
  let remains = pairs;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const more = strongest(
      groups,
      found,
      round === 0 ? pairs : standing(groups, taken, pairs, remains),
    );
    const next = taken.map((took, group) => took | (more[group] as number));
    if (next.every((took, group) => took === taken[group])) break;
    taken = next;
    left = leftOver(table, groups, taken);
    rest = withTable(scoring, left);
    remains = evidenceOf(rest, minCount);
  }
  return [
    pairsOf(scoring, untaken(groups, taken, pairs)),
    groupsOf(scoring, together, groups, chosen(taken, found), pairs),
    ...(rest === scoring
      ? []
      : [pairsOf(rest, remains.scores, (pair) => restInWords(table, left, key, pair))]),
  ];
}

function pairsOf(
  scoring: Scoring,
  scores: Float64Array,
  told: (pair: number) => string[] = () => [],
): Candidates {
  const destination = (pair: number) => destinationOf(scoring.table, pair);
  return {
    scoring,
    scores,
    grouped: false,
    pair: (pair) => pair,
    name: () => "",
    destinations: (pair) => [destination(pair)],
    subject: (pair) => ({
      scoring,
      index: pair,
      key: "pair",
      pair,
      destinations: [destination(pair)],
      told: told(pair),
    }),
  };
}

function groupsOf(
  { table }: Scoring,
  together: Scoring,
  groups: Groups,
  scores: Float64Array,
  { chances }: Evidence,
): Candidates {
  const main = (group: number) => groups.mains[group] as number;
  const destinations = (group: number) => {
    const all = membersOf(table, groups.members, group).map(({ pair }) =>
      destinationOf(table, pair),
    );
    return [...new Set(all)];
  };
  return {
    scoring: together,
    scores,
    grouped: true,
    pair: main,
    name: (group) => nameOf(table, groups, group) ?? "",
    destinations,
    subject: (group) => ({
      scoring: together,
      index: group,
      key: groups.key,
      pair: main(group),
      destinations: destinations(group).slice(0, MOST_DESTINATIONS),
      told: togetherInWords(table, groups, group, chances),
    }),
  };
}

/**
 * The same scoring with another table of the same connections. Who else talks to a destination is asked of the window's table, and
 * so are addresses: but by host of the groups themselves, since a host's addresses may be many, and each of them rare.
 */
function withTable(scoring: Scoring, table: ConnectionTable, byHost = false): Scoring {
  const { context, intel } = scoring;
  const { population = populationOf(scoring.table, intel) } = context;
  const others = byHost ? populationOf(table, intel) : population;
  const client = clientsOf(scoring.table, intel, table);
  return { ...scoring, table, context: { ...context, population: withClients(others, client) } };
}

/** By group, 1 where its evidence is at least as strong as that of each of its pairs: by score, then by chance. */
function strongest(groups: Groups, found: Evidence, pairs: Evidence): Uint8Array {
  return Uint8Array.from(found.scores, (score, group) => {
    if (Number.isNaN(score)) return 0;
    const chance = found.chances[group] as number;
    const stronger = pairsIn(groups, group).some((pair) => {
      const other = pairs.scores[pair] as number;
      return other > score || (other === score && (pairs.chances[pair] as number) < chance);
    });
    return stronger ? 0 : 1;
  });
}

function chosen(taken: Uint8Array, { scores }: Evidence): Float64Array {
  return scores.map((score, group) => (taken[group] === 1 ? score : Number.NaN));
}

/** The evidence of pairs; of those that groups have taken connections of, that of what remains of them. */
function standing(groups: Groups, taken: Uint8Array, pairs: Evidence, remains: Evidence): Evidence {
  const scores = pairs.scores.slice();
  const chances = pairs.chances.slice();
  for (const [group, took] of taken.entries()) {
    if (took === 0) continue;
    for (const pair of pairsIn(groups, group)) {
      scores[pair] = remains.scores[pair] as number;
      chances[pair] = remains.chances[pair] as number;
    }
  }
  return { scores, chances };
}

/** A pair of which a group has connections is out: what is left of it is not. */
function untaken(groups: Groups, taken: Uint8Array, { scores }: Evidence): Float64Array {
  const left = scores.slice();
  for (const [group, took] of taken.entries()) {
    if (took === 1) for (const pair of pairsIn(groups, group)) left[pair] = Number.NaN;
  }
  return left;
}

function pairsIn({ members: { offsets, pairs } }: Groups, group: number): Uint32Array {
  return pairs.subarray(offsets[group], offsets[group + 1]);
}
