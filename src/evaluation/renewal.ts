import { normal, uniform } from "./distributions.js";
import type { Window } from "./family.js";
import type { Random } from "./random.js";

const LIMIT = 2_000_000;

/**
 * Times of a renewal process (Cox 1962): the first `delaySeconds` after the window's start, then one gap after the other.
 * Throws a RangeError when the gaps are so short (or negative) that they never leave the window.
 *
 * @example renewal({ start: 0, end: 10_000 }, 1, () => 4); // => [1000, 5000, 9000]
 */
export function renewal(window: Window, delaySeconds: number, gap: () => number): number[] {
  const times: number[] = [];
  for (let time = window.start + delaySeconds * 1000; time < window.end; time += gap() * 1000) {
    times.push(time);
    if (times.length > LIMIT) {
      throw new RangeError(`more than ${LIMIT} connections on one pair: a period near 0?`);
    }
  }
  return times;
}

/**
 * Check-ins of an implant: it sleeps, works and connects |N(0, latencySeconds)| late, and only then sleeps again, so that
 * nothing pulls it back to a clock. The first is a random part of a sleep into the window.
 */
export function checkIns(
  random: Random,
  window: Window,
  latencySeconds: number,
  sleep: () => number,
): number[] {
  const late = () => Math.abs(normal(random, 0, latencySeconds));
  return renewal(window, uniform(random, 0, sleep()), () => sleep() + late());
}
