import type { Pair } from "../pairs.js";
import { STROBE } from "../rita/scores/strobe.js";
import { type RitaV5Score, ritaV5 } from "../rita/scores/v5.js";
import type { Context } from "../score.js";
import { ritaGroupOf } from "./rita-group.js";

/** What RITA v5 says of a pair. */
export interface RitaParts extends RitaV5Score {
  /** How many sizes are known; without three the parts that are about sizes mean nothing. */
  readonly sized: number;
  /** The window's length. */
  readonly windowSeconds: number;
}

/** All four scorers ask of the same pair and window, one after the other. An entry goes when its pair goes. */
const known = new WeakMap<Pair, { start: number; end: number; parts: RitaParts | undefined }>();

/**
 * RITA v5's score of a pair, by the configuration that RITA installs; computed once for a pair and window. Undefined where it
 * refuses (fewer than four distinct seconds in the window) and for a strobe.
 */
export function ritaPartsOf(pair: Pair, { start, end }: Context): RitaParts | undefined {
  const last = known.get(pair);
  if (last?.start === start && last.end === end) return last.parts;
  const parts = partsOf(pair, { start, end });
  known.set(pair, { start, end, parts });
  return parts;
}

function partsOf(pair: Pair, window: Context): RitaParts | undefined {
  const group = ritaGroupOf(pair, window);
  if (group === undefined || group.timestamps.length >= STROBE) return undefined;
  const said = ritaV5(group);
  return said && { ...said, sized: group.sized, windowSeconds: group.end - group.start };
}
