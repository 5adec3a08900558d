// Makes src/scoring/null-table.ts: how high pairs without a schedule score by chance. Simulates aperiodic pairs of every benign
// family with parameters drawn at random, and keeps quantiles and tails of what the calibrated scorers say, by number of
// check-ins. Its seeds begin with "null/": no report uses them.
// Usage: npm run build && node bench/null.mjs [--pairs 160000] && npx biome check --write src/scoring/null-table.ts
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { nullSamples, nullTableOf } from "../dist/evaluation/index.js";
import { defaultScorers } from "../dist/index.js";

const { values } = parseArgs({ options: { pairs: { type: "string", default: "160000" } } });
const CALIBRATED = ["interval-variation", "interval-bound", "comb", "periodicity", "interval-mad"];
const CHECK_INS = [6, 9, 13, 20, 30, 45, 70, 110, 180, 300, 600, 1200];

const scorers = defaultScorers.filter(({ id }) => CALIBRATED.includes(id));
const samples = nullSamples("null", Number(values.pairs), scorers);
const table = nullTableOf(samples, CALIBRATED, CHECK_INS);
writeFileSync(
  "src/scoring/null-table.ts",
  `import type { NullTable } from "./false-alarm.js";

/** Made by bench/null.mjs; do not edit. */
export const NULL_TABLE: NullTable = ${JSON.stringify(table)};
`,
);
console.log(`${table.pairs} pairs; independent scorers at a share of ${table.judged[3]}:`);
console.log(table.independent.map((row) => row[3]).join(" "));
