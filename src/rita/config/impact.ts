import type { ImpactCategory } from "./config.js";

/** What a category is worth as a threat score. There is none above high: only modifiers lead further. */
export const IMPACT_SCORES: Readonly<Record<ImpactCategory, number>> = {
  high: 0.8,
  medium: 0.6,
  low: 0.4,
  none: 0.2,
};
