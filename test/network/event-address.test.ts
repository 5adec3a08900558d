import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as scope from "../../src/network/event-address.js";
import { examplesIn, runExample } from "../support/doc-examples.js";

test("addresses are as events have them, as the documentation shows", () => {
  const file = new URL("../../src/network/event-address.ts", import.meta.url);
  const examples = examplesIn(readFileSync(file, "utf8"));
  expect(examples).toHaveLength(3);
  for (const example of examples) expect(runExample(example, scope)).toBe(1);
});

test("only ::ffff:0:0/96 is IPv4, and what is no address is none", () => {
  expect(scope.eventAddress("::10.1.2.3")).toContain(":");
  expect(scope.eventAddress("64:ff9b::a01:203")).toBe("64:ff9b::a01:203");
  expect(scope.eventAddress("host")).toBeUndefined();
});
