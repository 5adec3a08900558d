import { ROUND_SETTINGS } from "./round-settings.js";

/** A way to set an implant's sleep that has a given mean. */
export interface FittingSetting {
  readonly law: "one-sided" | "two-sided" | "additive";
  /** What is set, seconds. */
  readonly periodSeconds: number;
  /**
   * Share of the sleep taken off (one-sided) or added (additive) at most. Of a two-sided sleep, whose jitter leaves the mean, the least
   * that explains how far the mean is off; 0 where it fits without jitter.
   */
  readonly jitter: number;
  /** By how much that jitter may be off; 0 for a two-sided sleep. */
  readonly error: number;
  /** Connections a check-in. */
  readonly connections: number;
}

const DEVIATIONS = 1.96;
/** A latency a check-in may add, seconds. It never takes away: without jitter no mean is below the sleep. */
const LATENCY = 0.5;
const JITTER_STEP = 0.05;
/** A jitter known no better than this is no setting that anybody could name. */
const WORST = 0.1;
/** With more two-sided jitter than this a mean would fit far too many sleeps. */
const MOST_TWO_SIDED = 0.5;
/** Shares that differ by less are the same: multiples of a step are no exact fractions. */
const TINY = 1e-9;

/**
 * The round settings whose mean interval fits a measured one, seconds, over so many intervals: one-sided S(1 − j/2), two-sided S,
 * additive S + J/2. The mean may be off by the error of its printing, by 1.96 standard errors of the jitter (an interval
 * S·j/√12 one-sided and additive, S·j/√3 two-sided), and upwards by a latency. With k connections a check-in the mean is
 * divided by k. The least jitter first.
 *
 * @example settingsThatFit(60.01, 1439, 0.001).slice(0, 1).map(({ law, jitter }) => [law, jitter]); // => [["two-sided", 0]]
 * @example settingsThatFit(59.181, 1459, 0.001).find(({ law }) => law === "two-sided").jitter; // => 0.5
 */
export function settingsThatFit(
  mean: number,
  intervals: number,
  error: number,
  connections = 1,
): FittingSetting[] {
  const whole = mean * connections;
  // The mean without its latency lies between these, but for the scatter of jitter.
  const most = whole + error * connections;
  const least = whole - error * connections - Math.min(LATENCY, 0.01 * whole);
  const scatter = DEVIATIONS / Math.sqrt(12 * Math.max(1, intervals));
  const fits: FittingSetting[] = [];
  for (const period of ROUND_SETTINGS) {
    const off = Math.max(0, period - most, least - period) / period;
    const twoSided = stepUp(off / (2 * scatter));
    if (twoSided <= MOST_TWO_SIDED) add("two-sided", period, twoSided, 0);
    // Half the jitter moves the mean: by at most half a sleep.
    if (period > least && period < 2.5 * most) {
      jittered("one-sided", period, 1 - most / period, 1 - least / period);
    }
    if (period < most && period > 0.5 * least) {
      jittered("additive", period, least / period - 1, most / period - 1);
    }
  }
  return fits.sort((a, b) => order(a) - order(b));

  /** `low` and `high` are by how much of the period the mean is moved. */
  function jittered(law: "one-sided" | "additive", period: number, low: number, high: number) {
    const share = 2 * Math.abs(whole / period - 1);
    const spread = 2 * scatter * share;
    const [lower, upper] = [2 * low - spread, 2 * high + spread];
    const unsure = (upper - lower) / 2;
    if (unsure > WORST) return;
    const steps = share / JITTER_STEP;
    const step = [Math.round(steps), Math.floor(steps), Math.ceil(steps)]
      .map((count) => count * JITTER_STEP)
      .find((jitter) => jitter >= lower - TINY && jitter <= upper + TINY);
    if (step !== undefined && step > 0 && step <= 1 + TINY) add(law, period, step, unsure);
  }

  function add(law: FittingSetting["law"], periodSeconds: number, jitter: number, off: number) {
    fits.push({ law, periodSeconds, jitter, error: off, connections });
  }
}

function stepUp(share: number): number {
  return Math.max(0, Math.ceil(share / JITTER_STEP - TINY)) * JITTER_STEP;
}

function order({ law, jitter }: FittingSetting): number {
  const sided = law === "two-sided" ? 0 : law === "additive" ? 0.06 : 0.05;
  return sided + jitter;
}
