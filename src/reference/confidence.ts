import { compareInterval } from "./arithmetic.js";
import type { Rule, Seconds } from "./rule.js";

/** What made the confidence high: a band, by the middle of it in seconds, or the volume; or nothing did. */
export type Reason = `band${number}` | "volume" | "none";

/**
 * The first branch of the query's CASE that holds for a span of whole milliseconds and a count. Bands come first.
 *
 * @example reasonOf(DEFAULT_RULE, 900000, 16); // => "band60"
 * @example reasonOf(DEFAULT_RULE, 86340000, 1440); // => "band60"
 * @example reasonOf(DEFAULT_RULE, 3000000, 101); // => "volume"
 */
export function reasonOf(rule: Rule, spanMs: number, count: number): Reason {
  const { arithmetic, bands, volume, volumeMaxInterval } = rule;
  for (const band of bands) {
    const [lower, upper] = band;
    const above = compareInterval(arithmetic, spanMs, count, lower) >= 0;
    if (above && compareInterval(arithmetic, spanMs, count, upper) <= 0) return bandName(band);
  }
  const guarded =
    volumeMaxInterval === null || compareInterval(arithmetic, spanMs, count, volumeMaxInterval) < 0;
  return count > volume && guarded ? "volume" : "none";
}

/**
 * A band's name among the reasons.
 *
 * @example bandName([895, 905]); // => "band900"
 */
export function bandName([lower, upper]: Seconds): Reason {
  return `band${(lower + upper) / 2}`;
}

/**
 * Whether the average interval is the one that the query's HAVING asks for.
 *
 * @example holdsInterval(DEFAULT_RULE, 13500000, 16); // => true
 * @example holdsInterval(DEFAULT_RULE, 13500001, 16); // => false
 */
export function holdsInterval(rule: Rule, spanMs: number, count: number): boolean {
  const [lower, upper] = rule.interval;
  const fromLower = compareInterval(rule.arithmetic, spanMs, count, lower);
  const fromUpper = compareInterval(rule.arithmetic, spanMs, count, upper);
  return rule.bounds === "strict"
    ? fromLower > 0 && fromUpper < 0
    : fromLower >= 0 && fromUpper <= 0;
}
