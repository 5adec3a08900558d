import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { KeyMap } from "../../src/formats/key-map.js";
import { examplesIn, runExample } from "../support/doc-examples.js";

const SRC = new URL("../../src/formats/", import.meta.url);
const files = readdirSync(SRC)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ file, examples: examplesIn(readFileSync(new URL(file, SRC), "utf8")) }))
  .filter(({ examples }) => examples.length > 0);

test.each(files)("the examples in src/formats/$file give the results they name", async (one) => {
  const scope = { KeyMap, ...(await import(new URL(one.file, SRC).pathname)) };
  for (const example of one.examples) expect(runExample(example, scope)).toBeGreaterThan(0);
});

test("there are examples in most files of plain functions", () => {
  expect(files.length).toBeGreaterThan(9);
});
