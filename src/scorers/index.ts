import type { Scorer } from "../score.js";
import { intervalMad } from "./interval-mad.js";
import { intervalSkew } from "./interval-skew.js";
import { persistence } from "./persistence.js";
import { sizeConsistency } from "./size-consistency.js";

export { intervalMad, intervalSkew, persistence, sizeConsistency };

/** The scorers that are used unless others are passed, in the order in which they are reported. */
export const defaultScorers: readonly Scorer[] = [
  intervalMad,
  intervalSkew,
  sizeConsistency,
  persistence,
];
