import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { endpoint } from "../../src/text/endpoint.js";
import { examplesIn, runExample } from "../support/doc-examples.js";

const FILE = new URL("../../src/text/endpoint.ts", import.meta.url);

test("an address and its port are one text, whose examples hold", () => {
  const examples = examplesIn(readFileSync(FILE, "utf8"));
  expect(examples).toHaveLength(2);
  for (const example of examples) expect(runExample(example, { endpoint })).toBeGreaterThan(0);
});

test("what has no colon stands as it is", () => {
  expect(endpoint("cdn.example", 8443)).toBe("cdn.example:8443");
});
