import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { examplesIn, runExample } from "../../support/doc-examples.js";

const SRC = new URL("../../../src/rita/plan/", import.meta.url);
const files = readdirSync(SRC)
  .map((file) => ({ file, examples: examplesIn(readFileSync(new URL(file, SRC), "utf8")) }))
  .filter(({ examples }) => examples.length > 0);

test.each(files)("the examples in src/rita/plan/$file give the results they name", async (one) => {
  const scope = await import(new URL(one.file, SRC).pathname);
  for (const example of one.examples) expect(runExample(example, scope)).toBeGreaterThan(0);
});

test("there are examples in most files", () => {
  expect(files.length).toBeGreaterThan(4);
});
