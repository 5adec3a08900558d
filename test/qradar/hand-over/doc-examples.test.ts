import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { examplesIn, runExample } from "../../support/doc-examples.js";

const FOLDER = new URL("../../../src/qradar/hand-over/", import.meta.url);
const files = readdirSync(FOLDER)
  .map((name) => ({ name, examples: examplesIn(readFileSync(new URL(name, FOLDER), "utf8")) }))
  .filter(({ examples }) => examples.length > 0);

test.each(files)("the examples in src/qradar/hand-over/$name hold", async ({ name, examples }) => {
  const scope = await import(new URL(name, FOLDER).pathname);
  for (const example of examples) expect(runExample(example, scope)).toBeGreaterThan(0);
});
