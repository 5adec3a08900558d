import { type Pair, pairOf } from "../pairs.js";
import type { Scorer } from "../score.js";
import { tableFrom } from "../table-from.js";
import type { NullSample } from "./null-table-of.js";
import { randomFrom } from "./random.js";
import { simulate } from "./simulate.js";
import { drawAperiodic } from "./suite.js";

/** Fewer check-ins than this no scorer speaks of. */
const LEAST = 5;

/** A Monday. */
const START = Date.UTC(2026, 8, 7);

/**
 * So many pairs without a schedule and what the scorers say of them: each of a benign family drawn at random with parameters
 * drawn at random. Every seed text draws others.
 */
export function* nullSamples(
  seed: string,
  pairs: number,
  scorers: readonly Scorer[],
): Generator<NullSample> {
  for (let made = 0, drawn = 0; made < pairs; drawn++) {
    const pair = pairFrom(`${seed}/${drawn}`);
    if (pair === undefined || pair.sessions.starts.length < LEAST) continue;
    const context = { start: pair.times[0] as number, end: pair.times[pair.count - 1] as number };
    const scores = scorers.flatMap((scorer) => scorer.score(pair, context) ?? []);
    yield { checkIns: pair.sessions.starts.length, scores };
    made++;
  }
}

function pairFrom(seed: string): Pair | undefined {
  const { family, parameters, hours } = drawAperiodic(randomFrom(seed));
  const cohorts = [{ family, parameters }];
  const { connections } = simulate({ seed, start: START, hours, cohorts });
  return connections.length === 0 ? undefined : pairOf(tableFrom(connections), 0);
}
