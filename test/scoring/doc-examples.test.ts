import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sessionsOf } from "../../src/statistics/sessions.js";
import { tableFrom } from "../../src/table-from.js";
import { examplesIn, runExample } from "../support/doc-examples.js";

const SRC = new URL("../../src/", import.meta.url);
const examples = ["scoring", "scorers", "sleep"].flatMap((folder) =>
  readdirSync(new URL(folder, SRC), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name}`)
    .flatMap((file) =>
      examplesIn(readFileSync(new URL(file, SRC), "utf8")).map((example) => ({ file, example })),
    ),
);
const table = tableFrom([{ time: 0, source: "10.0.0.1", destination: "203.0.113.9", port: 443 }]);

async function scopeOf(file: string): Promise<Record<string, unknown>> {
  const all = await import(new URL("index.ts", SRC).pathname);
  return { ...all, table, sessionsOf, ...(await import(new URL(file, SRC).pathname)) };
}

test("there are examples", () => {
  expect(examples.length).toBeGreaterThan(5);
});

test.each(examples)("$file: $example", async ({ file, example }) => {
  const scope = await scopeOf(file);
  const error = /^(.*); \/\/ RuleError: (.*)$/m.exec(example);
  if (error === null) runExample(example, scope);
  else expect(() => runExample(error[1] as string, scope)).toThrow(error[2] as string);
});
