/** What a network adds to either end of an interval, seconds. */
export const LATENCY = 0.5;

/** A duration known no better than to this share of it is near some round one. */
const MOST_ERROR = 0.08;

/** A way to set an implant's sleep that gives intervals spread evenly over a range. */
export interface Reading {
  readonly law: "one-sided" | "two-sided" | "additive";
  /** What the operator sets, seconds. */
  readonly periodSeconds: number;
  /** The share of it by which the sleep varies; of an additive sleep, what is added at most by what is slept at least. */
  readonly jitter: number;
  /** How much this looks like something a person would set; 0 when it does not. */
  readonly roundness: number;
}

/** Durations people set, seconds. */
const ROUND = [
  1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 150, 180, 240, 300, 360, 450, 480, 600, 720, 900,
  1200, 1500, 1800, 2400, 2700, 3600, 5400, 7200, 10_800, 14_400, 21_600, 28_800, 43_200, 86_400,
];

/** … and those they set most. */
const USUAL = new Set([
  5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400,
]);

/**
 * The three ways to read intervals spread evenly from `low` to `high` seconds, either end known to `error`: Cobalt Strike's
 * U[S(1 − j), S], Empire's U[S(1 − j), S(1 + j)], Sliver's S + U[0, J). They are one and the same law; only a setting that
 * a person would choose tells one from the other. The most probable first, with the round period where the measured one is near it.
 *
 * @example
 * const [likely, ...others] = readingsOf(48.02, 60.05, 0.1);
 * likely.law; // => "one-sided"
 * likely.periodSeconds; // => 60
 * others.map(({ roundness }) => roundness); // => [0, 0]
 */
export function readingsOf(low: number, high: number, error: number): Reading[] {
  const middle = (low + high) / 2;
  const readings = [
    reading("one-sided", high, error, (period) => 1 - low / period),
    reading("two-sided", middle, error, (period) => (high - low) / 2 / period),
    additiveReading(low, high, error),
  ];
  return readings.sort((a, b) => b.roundness - a.roundness);
}

/** Of a sleep with a share of jitter: the round period is taken for the one that was set. */
function reading(
  law: Reading["law"],
  measured: number,
  error: number,
  jitterOf: (period: number) => number,
): Reading {
  const round = roundNear(measured, error);
  const periodSeconds = round ?? measured;
  const jitter = Math.min(1, jitterOf(periodSeconds));
  return {
    law,
    periodSeconds,
    jitter,
    roundness: both(gradeOf(round), percentGrade(jitter, error / measured)),
  };
}

function additiveReading(low: number, high: number, error: number): Reading {
  const range = high - low;
  const [round, added] = [
    roundNear(low, error),
    roundNear(range, Math.min(2 * error, MOST_ERROR * range)),
  ];
  const periodSeconds = round ?? low;
  const jitter = (added ?? range) / periodSeconds;
  const roundness = jitter <= 1 ? both(gradeOf(round), gradeOf(added)) : 0;
  return { law: "additive", periodSeconds, jitter, roundness };
}

/** A setting has two numbers; one that nobody would choose is enough against it. */
function both(one: number, other: number): number {
  return one > 0 && other > 0 ? one + other : 0;
}

/** The round duration within the error, if there is one; an error of more than 8 % would find one anywhere. */
function roundNear(seconds: number, error: number): number | undefined {
  if (error > Math.max(MOST_ERROR * seconds, LATENCY)) return undefined;
  const nearest = ROUND.reduce((a, b) => (Math.abs(b - seconds) < Math.abs(a - seconds) ? b : a));
  return Math.abs(nearest - seconds) <= Math.max(error, 0.002 * seconds) ? nearest : undefined;
}

/** 2 for a usual duration, 1 for a round one, 0 for none. */
function gradeOf(round: number | undefined): number {
  return round === undefined ? 0 : USUAL.has(round) ? 2 : 1;
}

/** 2 for a multiple of 5 %, else 1: any share can be set. */
function percentGrade(share: number, error: number): number {
  const off = Math.abs(share - Math.round(share / 0.05) * 0.05);
  return off <= Math.max(error, 0.002) ? 2 : 1;
}
