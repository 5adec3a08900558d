import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sessionsOf } from "../../src/statistics/sessions.js";
import { examplesIn, runExample } from "../support/doc-examples.js";

const SLEEP = new URL("../../src/sleep/", import.meta.url);
const files = readdirSync(SLEEP)
  .map((file) => ({ file, examples: examplesIn(readFileSync(new URL(file, SLEEP), "utf8")) }))
  .filter(({ examples }) => examples.length > 0);

test.each(files)("the examples in src/sleep/$file hold", async ({ file, examples }) => {
  const scope = { sessionsOf, ...(await import(new URL(file, SLEEP).pathname)) };
  for (const example of examples) expect(runExample(example, scope)).toBeGreaterThan(0);
  expect(files).toHaveLength(3);
});
