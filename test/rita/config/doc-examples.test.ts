import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { examplesIn, runExample } from "../../support/doc-examples.js";

const FOLDER = new URL("../../../src/rita/config/", import.meta.url);
const files = readdirSync(FOLDER)
  .map((file) => ({ file, examples: examplesIn(readFileSync(new URL(file, FOLDER), "utf8")) }))
  .filter(({ examples }) => examples.length > 0);

test.each(files)("the examples in src/rita/config/$file hold", async ({ file, examples }) => {
  const scope = { ...(await import(new URL(file, FOLDER).pathname)) };
  for (const example of examples) expect(runExample(example, scope)).toBeGreaterThan(0);
});

test("there are examples to check", () => {
  expect(files.length).toBeGreaterThan(2);
});
