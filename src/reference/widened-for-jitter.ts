import { RuleError } from "../errors.js";
import { parseRule } from "./parse-rule.js";
import type { Rule, Seconds } from "./rule.js";

/** 95 % of a normal distribution lie within so many standard deviations. */
const DEVIATIONS = 1.96;

/**
 * The rule with bands wide enough for implants that draw their sleep with a jitter, a share from 0 to 1.
 *
 * The middle of a band is the sleep S, half its width what delays may add or take. With a jitter j the mean interval is
 * S(1 − j/2) where S is the longest sleep (Cobalt Strike), S where jitter goes both ways (Empire, PoshC2), S(1 + j/2) where up
 * to jS is added (Sliver). A mean of n intervals scatters around that by S·j/√(12n) (both ways: twice as much, which the others'
 * shift covers), and n may be as small as the rule's `minCount`. Ends are rounded outwards to whole seconds. The
 * interval test is widened to hold every band. Throws a RuleError for a jitter or rule that is none.
 *
 * Wide bands hold ordinary traffic, too: of IMPROVED_RULE those of 15, 30 and 60 minutes overlap from a jitter of about 0.55 on.
 *
 * @example widenedForJitter(DEFAULT_RULE, 0.2).bands[0]; // => [47, 73]
 */
export function widenedForJitter(rule: Rule, jitter: number): Rule {
  const checked = parseRule(rule);
  if (!(jitter >= 0 && jitter <= 1)) {
    throw new RuleError("jitter", [`expected a share from 0 to 1, got ${String(jitter)}`]);
  }
  const scatter = DEVIATIONS / Math.sqrt(12 * Math.max(checked.minCount, 1));
  const bands = checked.bands.map((band) => widened(band, jitter * (0.5 + scatter)));
  const ends = bands.flat();
  const interval: Seconds = [
    Math.min(checked.interval[0], ...ends),
    Math.max(checked.interval[1], ...ends),
  ];
  return parseRule({ ...checked, bands, interval });
}

function widened([lower, upper]: Seconds, share: number): Seconds {
  if (share === 0) return [lower, upper];
  const shift = ((lower + upper) / 2) * share;
  return [Math.max(0, Math.floor(lower - shift)), Math.ceil(upper + shift)];
}
