import { sortValues } from "../../statistics/sorted.js";
import type { Baseline } from "./baseline.js";
import { type Buckets, bucketsOf } from "./elastic-buckets.js";
import { meanAndDeviation } from "./moments.js";

const MOST_BYTES_CV = 0.05;
const MOST_COUNT_CV = 0.1;
const LEAST_AUTOCORRELATION = 0.7;
const LEAST_PERIODS = 6;
const LEAST_FILLED = 0.5;
const TRUNCATE = [0.1, 0.8] as const;

/**
 * The rule of Elastic's Network Beaconing Identification: six hours in buckets of a minute; reported where any of these
 * holds: the mean bytes out per bucket vary by at most 5 %, the mean bytes in do (standard deviation over mean of the values from
 * the 10 % to the 80 % point), the counts do by at most 10 % with more than half of the buckets filled, or the counts correlate
 * with themselves by at least 0.7 at some period of two buckets to a sixth of the span. Its score, 0 to 3, is one for out, one for in,
 * one for the counts; value: a third of that, of the best of the windows. Simpler than the rule: the key is the pair, not host
 * and process; windows stand end to end back from the last connection, not an hour apart; six filled buckets are asked for
 * before sizes say anything; no list of left out programs.
 *
 * @see https://github.com/elastic/integrations/tree/main/packages/beaconing
 */
export const elastic: Baseline = {
  id: "elastic",

  score(pair) {
    if (pair.count < 2) return undefined;
    let best = { out: 0, in: 0, counts: 0, periodic: 0 };
    for (const window of bucketsOf(pair)) {
      const tests = testsOf(window);
      if (pointsOf(tests) > pointsOf(best)) best = tests;
    }
    const points = pointsOf(best);
    return { id: "elastic", value: points / 3, evidence: { ...best, points } };
  },

  flags: ({ points = 0 }) => points > 0,

  explain({ points = 0, out = 0, in: bytesIn = 0, counts = 0, periodic = 0 }) {
    const held = [
      ...(out > 0 ? ["bytes out"] : []),
      ...(bytesIn > 0 ? ["bytes in"] : []),
      ...(counts > 0 ? ["counts"] : []),
      ...(periodic > 0 ? ["period"] : []),
    ];
    return `Score ${points} of 3 (${held.length === 0 ? "no test holds" : `steady: ${held.join(", ")}`}).`;
  },
};

function pointsOf({ out = 0, in: bytesIn = 0, counts = 0, periodic = 0 }: Tests): number {
  return out + bytesIn + Math.max(counts, periodic);
}

interface Tests {
  readonly out?: number;
  readonly in?: number;
  readonly counts?: number;
  readonly periodic?: number;
}

function testsOf({ counts, meanBytesOut, meanBytesIn }: Buckets): Required<Tests> {
  const filled = counts.filter((count) => count > 0).length / counts.length;
  const long = counts.length >= LEAST_PERIODS;
  return {
    out: isSteady(meanBytesOut, MOST_BYTES_CV),
    in: isSteady(meanBytesIn, MOST_BYTES_CV),
    counts: long && filled > LEAST_FILLED ? isSteady(counts, MOST_COUNT_CV) : 0,
    periodic: bestCorrelation(counts) >= LEAST_AUTOCORRELATION ? 1 : 0,
  };
}

/** 1 where the values between the truncation points vary little enough about a mean over 0, else 0. */
function isSteady(values: Float64Array, most: number): number {
  if (values.length < LEAST_PERIODS) return 0;
  const [low, high] = TRUNCATE.map((share) => Math.floor(share * values.length)) as [
    number,
    number,
  ];
  const { mean, deviation } = meanAndDeviation(sortValues(values.slice()).subarray(low, high));
  return mean > 0 && deviation <= most * mean ? 1 : 0;
}

/** The best mean correlation over the multiples of a period, up to half of the span. */
function bestCorrelation(counts: Float64Array): number {
  const { mean } = meanAndDeviation(counts);
  const centred = counts.map((count) => count - mean);
  const variance = correlation(centred, 0);
  if (!(variance > 0)) return 0;
  const lags = Math.floor(counts.length / 2);
  const correlations = Float64Array.from(
    { length: lags + 1 },
    (_, lag) => correlation(centred, lag) / variance,
  );
  let best = 0;
  for (let period = 2; period <= counts.length / LEAST_PERIODS; period++) {
    let [sum, multiples] = [0, 0];
    for (let lag = period; lag <= lags; lag += period, multiples++) {
      sum += correlations[lag] as number;
    }
    best = Math.max(best, sum / multiples);
  }
  return best;
}

function correlation(centred: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = lag; i < centred.length; i++) {
    sum += (centred[i] as number) * (centred[i - lag] as number);
  }
  return sum / (centred.length - lag);
}
