import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { caseOf, hasAll, isSame, plain, type RitaCase, resultOf } from "./cases/case.js";

/** Each folder of test/rita/cases is a test: its `input` is read, and `expected.json` says what must come of it. */
const NAMES = readdirSync(join(import.meta.dirname, "cases"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

for (const name of NAMES) {
  const expected = caseOf(name);
  const { title, todo } = expected;
  if (todo === undefined) test(`${name}: ${title}`, () => check(name, expected));
  else test.fails(`${name}: ${title} (not yet: ${todo})`, () => check(name, expected));
}

async function check(name: string, expected: RitaCase): Promise<void> {
  const { error, exact = false, absent = [], warnings, input, window } = expected;
  if (error !== undefined) {
    await expect(resultOf(name, expected)).rejects.toThrow(error);
    return;
  }
  const result = await resultOf(name, expected);
  const wanted = expected.rows ?? [];
  const rows = exact
    ? result.rows
    : result.rows.filter((row) => wanted.some((fields) => isSame(row, fields)));
  expect(plain(rows)).toMatchObject(plain(wanted) as unknown[]);
  for (const fields of absent) {
    expect(result.rows.filter((row) => hasAll(row, fields))).toEqual([]);
  }
  if (warnings !== undefined) expect(result.warnings.map(({ code }) => code)).toEqual(warnings);
  if (input !== undefined) expect(result.input).toMatchObject(input);
  if (window !== undefined) expect(plain(result.window)).toEqual(plain(window));
}
