import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as beaconry from "../../src/index.js";
import { cli } from "../support/cli.js";
import { runExample } from "../support/doc-examples.js";

const page = readFileSync(new URL("../../docs/query.md", import.meta.url), "utf8");
const blocks = Array.from(page.matchAll(/```javascript\n(.*?)```/gs), ([, code = ""]) => code);

/** What the page puts before its examples; its import is the scope here, and its last line only shows it works. */
const prelude = (/const PAIR = .*?(?=\nconsole)/s.exec(page)?.[0] ?? "").trim();

test.each(blocks)("what docs/query.md shows holds: %s", (code) => {
  expect(runExample(`${prelude}\n${code}`, { ...beaconry })).toBeGreaterThan(0);
});

test("the page has examples", () => {
  expect(blocks.length).toBeGreaterThan(15);
});

/** Commands of the page whose output stands below them. */
const shown = Array.from(
  page.matchAll(/```sh\nnpx beaconry ([^\n]*)\n```\n\n```\n(.*?)```/gs),
  ([, command = "", output = ""]) => ({ command, output }),
);

test.each(shown)("docs/query.md shows what is printed: $command", async ({ command, output }) => {
  const [args = "", fields] = command.split(" | cut -d, -f");
  const { out } = await cli(args.split(" "));
  expect(fields === undefined ? out : cut(out)).toBe(output);
  expect(shown).toHaveLength(3);
});

/** `cut -d, -f3-6,11`. */
function cut(csv: string): string {
  const lines = csv.trimEnd().split("\r\n");
  const fields = lines.map((line) => line.split(","));
  return fields.map((of) => `${[...of.slice(2, 6), of[10]].join(",")}\n`).join("");
}
