import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DEFAULT_RULE } from "../../../src/reference/rule.js";
import { examplesIn, runExample } from "../../support/doc-examples.js";
import { rowOf } from "../../support/qradar-exports.js";
import { printed } from "./printed-rows.js";

const CHECKS = new URL("../../../src/qradar/checks/", import.meta.url);
const exported = printed([rowOf({ first: Date.UTC(2026, 9, 16, 8), span: 900_000, count: 16 })]);

test.each([
  ...["check-export", "clock-change", "in-order", "infer-arithmetic", "numbers"],
  ...["printed", "row-odds", "span", "twelve-hours", "zone-shift"],
])("the examples in src/qradar/checks/%s.ts hold", async (name) => {
  const file = new URL(`${name}.ts`, CHECKS);
  const scope = {
    DEFAULT_RULE,
    exported,
    row: exported.rows[0],
    ...(await import(file.pathname)),
  };
  const examples = examplesIn(readFileSync(file, "utf8"));
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) expect(runExample(example, scope)).toBeGreaterThan(0);
});
