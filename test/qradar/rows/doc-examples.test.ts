import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { examplesIn, runExample } from "../../support/doc-examples.js";

const ROWS = new URL("../../../src/qradar/rows/", import.meta.url);
const FORMATS = new URL("../../../src/formats/", import.meta.url);

test.each([
  ...[
    "answer",
    "cells",
    "check-row-options",
    "columns",
    "json-members",
    "no-answer",
    "numbers",
    "outside-window",
    "plain-name",
    "printed-time",
    "read-result-rows",
    "record-format",
  ].map((name) => new URL(`${name}.ts`, ROWS)),
  ...["zoned-instants"].map((name) => new URL(`${name}.ts`, ROWS)),
  new URL("leef-time.ts", FORMATS),
])("the examples in %s hold", async (file) => {
  const scope = await import(file.pathname);
  const examples = examplesIn(readFileSync(file, "utf8"));
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) expect(runExample(example, scope)).toBeGreaterThan(0);
});
