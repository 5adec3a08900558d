import { ROUND_SETTINGS } from "./round-settings.js";

/** A way to set an implant's sleep that has a given mean. */
export interface FittingSetting {
  readonly law: "one-sided" | "two-sided" | "additive";
  /** What is set, seconds. */
  readonly periodSeconds: number;
  /** Share of the sleep taken off (one-sided) or added (additive) at most; null for a two-sided sleep: its jitter leaves the mean. */
  readonly jitter: number | null;
  /** By how much that jitter may be off. */
  readonly error: number;
  /** Connections a check-in. */
  readonly connections: number;
}

const DEVIATIONS = 1.96;
/** A latency a check-in may add, seconds. */
const LATENCY = 0.5;
const JITTER_STEP = 0.05;
/** A jitter known no better than this is no setting that anybody could name. */
const WORST = 0.1;

/**
 * The round settings whose mean interval fits a measured one, seconds, over so many intervals: one-sided S(1 − j/2), two-sided S,
 * additive S + J/2, each with 1.96 standard errors (S·j/√12 an interval one-sided and additive; two-sided sleeps are taken
 * with half of jitter), the error of the mean itself, and a latency. With k connections a check-in the mean is divided by k.
 * Simplest first: by connections, law, then the smallest jitter.
 *
 * @example settingsThatFit(60.01, 1439, 0.001).slice(0, 1).map(({ law, periodSeconds }) => [law, periodSeconds]); // => [["two-sided", 60]]
 */
export function settingsThatFit(
  mean: number,
  intervals: number,
  error: number,
  connections = 1,
): FittingSetting[] {
  const whole = mean * connections;
  const latency = Math.min(LATENCY, 0.01 * whole);
  const scatter = DEVIATIONS / Math.sqrt(12 * Math.max(1, intervals));
  const slack = error * connections + latency;
  const fits: FittingSetting[] = [];
  for (const period of ROUND_SETTINGS) {
    if (Math.abs(whole - period) <= slack + scatter * period) {
      fits.push({ law: "two-sided", periodSeconds: period, jitter: null, error: 0, connections });
    }
    fits.push(...jittered("one-sided", period, (2 * (period - whole)) / period));
    fits.push(...jittered("additive", period, (2 * (whole - period)) / period));
  }
  return fits.sort((a, b) => order(a) - order(b));

  function jittered(
    law: "one-sided" | "additive",
    period: number,
    share: number,
  ): FittingSetting[] {
    const off = 2 * (scatter * Math.max(0, share) + slack / period);
    const nearest = Math.round(share / JITTER_STEP) * JITTER_STEP;
    if (nearest < JITTER_STEP || nearest > 1 || off > WORST) return [];
    if (Math.abs(share - nearest) > Math.max(off, 0.002)) return [];
    return [{ law, periodSeconds: period, jitter: nearest, error: off, connections }];
  }
}

function order({ law, jitter }: FittingSetting): number {
  return law === "two-sided" ? 0 : (jitter as number) + (law === "additive" ? 0.01 : 0);
}
