export { DEFAULT_FAMILIES, type Family, type Range } from "./family.js";
export { knownPairs } from "./known-pairs.js";
export { parseFamilies } from "./parse-families.js";
export { rescore } from "./rescore.js";
export type { HistoryRow, RescoredFinding, RescoreResult } from "./rescored.js";
export type { RescoreOptions } from "./settings.js";
export { AGGREGATES_PROFILE, SCORE_LIMIT } from "./weights.js";
