import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as rita from "../../src/rita/index.js";
import { runExample } from "../support/doc-examples.js";

const page = readFileSync(new URL("../../docs/rita.md", import.meta.url), "utf8");
const blocks = Array.from(page.matchAll(/```javascript\n(.*?)```/gs), ([, code = ""]) => code);

/** What the page puts before its examples; its import is the scope here. */
const prelude = (/const round3 = .*?(?=```)/s.exec(page)?.[0] ?? "").trim();

test.each(blocks)("what docs/rita.md shows holds: %s", (code) => {
  expect(runExample(`${prelude}\n${code}`, { ...rita })).toBeGreaterThan(0);
});

test("the page has examples", () => {
  expect(blocks.length).toBeGreaterThan(8);
});
