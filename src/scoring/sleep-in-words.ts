import type { Reading } from "../sleep/readings.js";
import type { Sleep } from "../sleep/sleep-of.js";
import { spellSeconds, spellShare } from "../text/units.js";

/**
 * What is known of the sleep, in one sentence.
 *
 * @example sleepInWords({ periodSeconds: 900, jitter: null, law: null, readings: [] })[0]; // => "Period 15 min; its variation keeps to no law known here."
 */
export function sleepInWords({ periodSeconds, jitter, law, readings }: Sleep): string[] {
  const period = spellSeconds(periodSeconds);
  const [first, ...others] = readings;
  if (law === null) return [`Period ${period}; its variation keeps to no law known here.`];
  if (law === "fixed") {
    const within =
      jitter !== null && jitter >= 0.05 ? `to within ${spellShare(jitter)}` : "without jitter";
    return [`Sleeps ${period} each time, ${within}.`];
  }
  if (law === "clocked") {
    return [`By the clock every ${period}, each time off by about ${spellShare(jitter ?? 0)}.`];
  }
  if (first === undefined) return [`Sleeps about ${period}.`];
  if (law !== "ambiguous") return [`Sleeps ${setting(first)}.`];
  const or = others.map(setting).join(", or ");
  return [`Sleeps ${setting(first)}, or ${or}: the intervals do not tell which.`];
}

function setting({ law, periodSeconds, jitter }: Reading): string {
  const period = spellSeconds(periodSeconds);
  if (law === "one-sided") return `${period} less up to ${spellShare(jitter)}`;
  if (law === "two-sided") return `${period} give or take ${spellShare(jitter)}`;
  return `${period} plus up to ${spellSeconds(jitter * periodSeconds)}`;
}
