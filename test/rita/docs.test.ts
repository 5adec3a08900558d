import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as rita from "../../src/rita/index.js";
import { ceil3, round3 } from "../../src/rita/scores/round.js";
import { runExample } from "../support/doc-examples.js";

const page = readFileSync(new URL("../../docs/rita.md", import.meta.url), "utf8");
const blocks = Array.from(page.matchAll(/```js\n(.*?)```/gs), ([, code = ""]) => code).filter(
  (code) => code.includes("// =>"),
);

const clock = {
  timestamps: Array.from({ length: 144 }, (_, i) => 600 * i),
  sizes: Array.from({ length: 144 }, () => 420),
  start: 0,
  end: 86_400,
};

function withWeights(times: number, sizes: number, duration: number, histogram: number) {
  const { scoring, ...rest } = rita.RITA_PRESETS.file;
  const beacon = {
    ...scoring.beacon,
    timestampScoreWeight: times,
    datasizeScoreWeight: sizes,
    durationScoreWeight: duration,
    histogramScoreWeight: histogram,
  };
  return { ...rest, scoring: { ...scoring, beacon } };
}

const doubled = (values: readonly number[]) => values.flatMap((value) => [value, value]);
const scope = { ...rita, round3, ceil3, clock, withWeights, doubled };

test.each(blocks)("what docs/rita.md shows holds: %s", (code) => {
  expect(runExample(code, scope)).toBeGreaterThan(0);
});

test("the page has examples", () => {
  expect(blocks.length).toBeGreaterThan(8);
});
