import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { examplesIn, runExample } from "../../support/doc-examples.js";

const ARIEL = new URL("../../../src/qradar/ariel/", import.meta.url);

test.each([
  ...["ariel-error", "client", "client-options", "columns-of", "console-text", "console-url"],
  ...["error-body", "hide-token", "pause", "query-window", "refusal", "rows-of", "search"],
  ...["search-state", "unreachable", "values"],
])("the examples in src/qradar/ariel/%s.ts hold", async (name) => {
  const file = new URL(`${name}.ts`, ARIEL);
  const examples = examplesIn(readFileSync(file, "utf8"));
  expect(examples.length).toBeGreaterThan(0);
  const scope = await import(file.pathname);
  for (const example of examples) expect(runExample(example, scope)).toBeGreaterThan(0);
});
