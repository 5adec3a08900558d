import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pairOf } from "../../src/pairs.js";
import { DEFAULT_PROFILE } from "../../src/scoring/index.js";
import { tableFrom } from "../../src/table-from.js";
import { examplesIn, runExample } from "../support/doc-examples.js";

const SRC = new URL("../../src/", import.meta.url);
const table = tableFrom([{ source: "10.0.0.1", destination: "203.0.113.9", port: 443, time: 0 }]);
const files = ["scorers", "scoring", "render", "text", "cli"]
  .flatMap((folder) => readdirSync(new URL(folder, SRC)).map((name) => `${folder}/${name}`))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ file, examples: examplesIn(readFileSync(new URL(file, SRC), "utf8")) }))
  .filter(({ examples }) => examples.length > 0);

test.each(files)("the examples in src/$file hold", async ({ file, examples }) => {
  const scope = { table, pairOf, DEFAULT_PROFILE, ...(await import(new URL(file, SRC).pathname)) };
  for (const example of examples) runExample(example, scope);
  expect(files.length).toBeGreaterThan(8);
});
