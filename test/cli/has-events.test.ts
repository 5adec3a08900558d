import { writeFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { hasEvents } from "../../src/cli/has-events.js";
import { temporaryFolder } from "../support/cli.js";

const folder = temporaryFolder();
afterAll(folder.remove);

test.each([
  ['{"events": [{"starttime": 1}]}', true],
  ['\ufeff [{"starttime": 1, "a": 2}]\n \n', true],
  ["starttime,sourceip\n1,10.0.0.1\n", true],
  ['{"events": [{"starttime": 1', false],
  ['{"events": [{"starttime": 1},\n', false],
  ["starttime,sourceip\n1,10.0.0", false],
  ['{"events": []}', false],
  ["", false],
])("a file of %j is taken as events: %s", async (text, isThere) => {
  const path = folder.path("events.json");
  writeFileSync(path, text);
  expect(await hasEvents(path)).toBe(isThere);
});

test("a file that is long is judged by its ends", async () => {
  const path = folder.path("long.json");
  const rows = '{"starttime": 1},'.repeat(10_000);
  writeFileSync(path, `[${rows}{"starttime": 1}]`);
  expect(await hasEvents(path)).toBe(true);
  writeFileSync(path, `[${rows}{"startt`);
  expect(await hasEvents(path)).toBe(false);
});

test("what is not there, or a directory, has none", async () => {
  expect(await hasEvents(folder.path("missing.json"))).toBe(false);
  expect(await hasEvents(folder.path("."))).toBe(false);
});
