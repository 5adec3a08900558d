import { pairOf } from "../pairs.js";
import { type Query, verdictOf } from "../reference/index.js";
import type { Key } from "../regroup.js";
import type { Context, Score, Scorer } from "../score.js";
import type { SleepLaw } from "../sleep/sleep-of.js";
import { medianSorted } from "../statistics/quantile.js";
import type { ConnectionTable } from "../table.js";
import { combine, type Level, levelOf } from "./combine.js";
import { explain } from "./explain.js";
import { type Intel, intelOf } from "./fingerprints/index.js";
import { intervalHistogram } from "./histogram.js";
import type { Profile } from "./profile.js";
import { scheduleOf } from "./schedule.js";
import { scoresOf } from "./scores.js";
import { textsOf } from "./texts-of.js";

/** What the reference query says of a pair. */
export interface ReferenceVerdict {
  readonly returned: boolean;
  readonly confidence: "high" | "medium" | null;
  /** What made the confidence: `band60`, `band300`, `band900`, `volume` or `none`. */
  readonly reason: string | null;
  /** The clause that a pair which is not returned fell to, and the numbers in a few words. */
  readonly dropped: string | null;
  readonly detail: string | null;
}

/** A pair or a group of connections, what was measured of it, and what it comes to. Numbers that are not known are null, never 0. */
export interface Finding {
  /** From 1. */
  readonly rank: number;
  readonly source: string;
  /** Of a group that of the pair with most of its connections, and so the port. */
  readonly destination: string;
  readonly port: number;
  /** The most frequent host and client fingerprint among its connections. */
  readonly host: string | null;
  readonly fingerprint: string | null;
  readonly count: number;
  /** Epoch milliseconds. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly durationSeconds: number;
  readonly averageIntervalSeconds: number | null;
  /** Sums over the connections whose bytes are known. */
  readonly bytesOut: number | null;
  readonly bytesIn: number | null;
  readonly score: number;
  readonly level: Level;
  /** Chance that a pair without any schedule is as regular; null where no calibrated scorer can speak. */
  readonly falseAlarm: number | null;
  /** Of pairs that keep a schedule (a false alarm of at most 1 in 100): as it was set where its law tells, else the middle of its intervals. */
  readonly periodSeconds: number | null;
  /** Share of the period by which the sleep varies, as the law has it. */
  readonly jitter: number | null;
  /** How the sleep is drawn; `ambiguous` where several settings give the same intervals. */
  readonly sleepLaw: SleepLaw | null;
  readonly scores: readonly Score[];
  readonly reference: ReferenceVerdict;
  readonly explanation: readonly string[];
  /** Intervals by their ratio to the median, a third of an octave a bin, the median's in the middle. */
  readonly intervalHistogram: readonly number[];
  /** The grouping that had the strongest evidence; `pair` unless another key was chosen. */
  readonly key: Key;
  /** All destinations, at most 20, those of pairs with more connections first. */
  readonly destinations: readonly string[];
  /** What the caller's list says of one of its fingerprints; null without. A hint: one fingerprint is many programs. */
  readonly intel: string | null;
}

/** Everything that is the same for all pairs of one scoring. */
export interface Scoring {
  /** The connections in the window, in pairs or in groups. */
  readonly table: ConnectionTable;
  readonly context: Context;
  readonly scorers: readonly Scorer[];
  readonly profile: Profile;
  /** Whether any of the scorers has a null and counts: then a pair of which none speaks has shown nothing. */
  readonly byChance: boolean;
  /** The caller's list of fingerprints. */
  readonly intel?: Intel | undefined;
  /** The rule bound to all connections, whose pairs have the same numbers: it has a window of its own. */
  readonly query: Query;
}

/** What a finding is about: a pair, a group, or what groups left of a pair. */
export interface Subject {
  /** Its table has the connections, as its pair number `index`. */
  readonly scoring: Scoring;
  readonly index: number;
  readonly key: Key;
  /** The number, in the window's table and the query, of the pair that stands for it. */
  readonly pair: number;
  /** The main one first. */
  readonly destinations: readonly string[];
  /** Sentences on what was taken together. */
  readonly told: readonly string[];
}

/** The finding on a subject. */
export function findingOf(subject: Subject, rank: number): Finding {
  const { scoring, index, key, destinations, told } = subject;
  const { table, scorers, profile, context, byChance } = scoring;
  const pair = pairOf(table, index);
  const scores = scoresOf(pair, scorers, context);
  const combined = combine(scores, pair.sessions.starts.length, profile, byChance);
  const { score, falseAlarm } = combined;
  const sleep = scheduleOf(pair, scores, combined);
  const label = scoring.intel === undefined ? null : intelOf(scoring.intel, table, index);
  const firstSeen = pair.times[0] as number;
  const lastSeen = pair.times[pair.count - 1] as number;
  const durationSeconds = (lastSeen - firstSeen) / 1000;
  return {
    rank,
    source: pair.source,
    destination: destinations[0] as string,
    port: pair.port,
    host: textsOf(table, "host", index)[0] ?? null,
    fingerprint: textsOf(table, "fingerprint", index)[0] ?? null,
    count: pair.count,
    firstSeen,
    lastSeen,
    durationSeconds,
    averageIntervalSeconds: pair.count > 1 ? durationSeconds / (pair.count - 1) : null,
    bytesOut: knownSum(pair.bytesOut),
    bytesIn: knownSum(pair.bytesIn),
    score,
    level: levelOf(score, scores, profile),
    falseAlarm,
    periodSeconds: sleep?.periodSeconds ?? null,
    jitter: sleep?.jitter ?? null,
    sleepLaw: sleep?.law ?? null,
    scores,
    reference: referenceVerdict(scoring.query, subject.pair),
    explanation: explain(
      { pair, scores, combined, sleep, told: [...told, ...listed(label)] },
      scoring,
    ),
    intervalHistogram: intervalHistogram(pair.intervals, medianSorted(pair.sortedIntervals)),
    key,
    destinations,
    intel: label,
  };
}

function referenceVerdict(query: Query, index: number): ReferenceVerdict {
  const { dropped, ...verdict } = verdictOf(query, index);
  return { ...verdict, dropped: dropped?.clause ?? null, detail: dropped?.detail ?? null };
}

function listed(label: string | null): string[] {
  return label === null ? [] : [`By the list given, its TLS fingerprint may be that of ${label}.`];
}

function knownSum(values: Float64Array): number | null {
  let sum = 0;
  let known = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    known++;
  }
  return known === 0 ? null : sum;
}
