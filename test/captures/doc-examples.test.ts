import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { examplesIn } from "../support/doc-examples.js";

const SRC = new URL("../../src/captures/", import.meta.url);
const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ file, examples: examplesIn(readFileSync(new URL(file, SRC), "utf8")) }))
  .filter(({ examples }) => examples.length > 0);

test.each(files)("the examples in src/captures/$file give the results they name", async (one) => {
  const scope = await import(new URL(one.file, SRC).pathname);
  for (const example of one.examples) expect(await run(example, scope)).toBeGreaterThan(0);
});

test("there are examples of plain functions and of the reader", () => {
  expect(files.length).toBeGreaterThan(4);
});

/** As runExample, for examples that wait. */
async function run(example: string, scope: Readonly<Record<string, unknown>>): Promise<number> {
  let results = 0;
  const check = (actual: unknown, expected: unknown) => {
    results++;
    expect(actual).toStrictEqual(expected);
  };
  const code = example.replace(/^(.*); \/\/ => (.*)$/gm, "check(($1), ($2));");
  const names = ["check", ...Object.keys(scope)];
  const body = `return (async () => { ${code} })();`;
  await new Function(...names, body)(check, ...Object.values(scope));
  return results;
}
