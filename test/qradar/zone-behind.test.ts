import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { zoneBehind } from "../../src/qradar/zone-behind.js";
import { examplesIn, runExample } from "../support/doc-examples.js";

test("exports have the zone that all of them name", () => {
  const berlin = { timeZone: "Europe/Berlin" };
  expect(zoneBehind([berlin, berlin])).toBe("Europe/Berlin");
  expect(zoneBehind([berlin, { timeZone: "UTC" }])).toBeUndefined();
  expect(zoneBehind([])).toBeUndefined();
});

test("the example holds", () => {
  const file = new URL("../../src/qradar/zone-behind.ts", import.meta.url);
  const [example] = examplesIn(readFileSync(file, "utf8"));
  expect(runExample(example as string, { zoneBehind })).toBe(1);
});
