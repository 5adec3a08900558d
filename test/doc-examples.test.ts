import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fixed } from "../src/evaluation/families/fixed.js";
import { RITA_PRESETS } from "../src/rita/config/presets.js";
import { ADDRESS } from "../src/rita/dataset/address-flags.js";
import { round3 } from "../src/rita/scores/round.js";
import { examplesIn, runExample } from "./support/doc-examples.js";

const SRC = new URL("../src/", import.meta.url);
const CHECKED = /^(columns|network|statistics|evaluation|rita|fingerprints|[a-z-]+\.ts$)/;
const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && CHECKED.test(file))
  .map((file) => ({ file, examples: examplesIn(readFileSync(new URL(file, SRC), "utf8")) }))
  .filter(({ examples }) => examples.length > 0);

/** What examples name beside their own file. */
const SHARED = { fixed, round3, ADDRESS, RITA_PRESETS };

test.each(files)("the examples in src/$file give the results they name", async (one) => {
  const scope = { ...SHARED, ...(await import(new URL(one.file, SRC).pathname)) };
  for (const example of one.examples) expect(runExample(example, scope)).toBeGreaterThan(0);
});

test("there are examples, and a wrong one is noticed", () => {
  expect(files.length).toBeGreaterThan(15);
  expect(() => runExample("1 + 1; // => 3", {})).toThrow();
  expect(runExample("nothing(); // is asserted here", { nothing() {} })).toBe(0);
});
