import type { KnownPairs } from "../../scoring/index.js";
import type { ResultExport } from "../result-row.js";
import { rowPopulation } from "./row-population.js";
import { rowsByPair } from "./rows-by-pair.js";
import { exportsOf } from "./settings.js";

/**
 * Who talks to whom by exported rows, for `score` of the events of a few of them: among these alone every destination would look rare.
 *
 * @example
 * const known = knownPairs([exported]);
 * known.sources; // => 1
 * known.sourcesOf("203.0.113.9"); // => 1
 */
export function knownPairs(exports: ResultExport | readonly ResultExport[]): KnownPairs {
  return rowPopulation(rowsByPair(exportsOf(exports), "undecidable").values());
}
