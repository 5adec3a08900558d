import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { endTime } from "../../src/cli/end-time.js";
import * as scope from "../../src/cli/meant-time.js";
import { examplesIn, runExample } from "../support/doc-examples.js";

const { meantTime } = scope;
const HOUR = 3_600_000;
const AT = Date.UTC(2026, 10, 24);
const lengthOf = (text: string, zone = "UTC") => {
  const meant = meantTime(text, zone);
  return meant === undefined ? undefined : meant.last - meant.first + 1;
};

describe("what a time on a command line may stand for", () => {
  test.each([
    ["2026-11-24", 24 * HOUR],
    ["2026-11-24T00:00", 60_000],
    ["2026-11-24 00:00:00Z", 1000],
    ["2026-11-24T01:00:00+01:00", 1000],
    ["2026-11-24T00:00:00.000", 1],
    ["2026-11-24T00:00:00.000000Z", 1],
    [String(AT), 1],
  ])("%s is as long as it is precise", (text, length) => {
    const hoursFrom = AT + (length === 24 * HOUR ? length : 0);
    const last = AT + length - 1;
    expect(meantTime(text, "UTC")).toEqual({
      first: AT,
      last,
      hoursFrom,
      isTwice: false,
      isSkipped: false,
    });
  });

  test("is now, or any epoch milliseconds, exactly", () => {
    expect(lengthOf("now")).toBe(1);
    expect(meantTime("3600000.5", "UTC")?.last).toBe(3_600_000.5);
  });

  test("is both instants of a time that clocks show twice, and one if an offset tells which", () => {
    const first = Date.UTC(2026, 9, 25, 0, 30);
    expect(meantTime("2026-10-25T02:30:00", "Europe/Berlin")).toEqual({
      ...{ first, last: first + HOUR + 999, hoursFrom: first + HOUR },
      ...{ isTwice: true, isSkipped: false },
    });
    const told = meantTime("2026-10-25T02:30:00+01:00", "Europe/Berlin");
    const at = first + HOUR;
    expect(told).toEqual({
      first: at,
      last: at + 999,
      hoursFrom: at,
      isTwice: false,
      isSkipped: false,
    });
  });

  test("is the whole of a day, be it longer or shorter", () => {
    expect(lengthOf("2026-10-25", "Europe/Berlin")).toBe(25 * HOUR);
    expect(lengthOf("2026-03-29", "Europe/Berlin")).toBe(23 * HOUR);
    expect(meantTime("2026-10-25", "Europe/Berlin")?.isTwice).toBe(false);
  });

  test("begins where the end of a window would be", () => {
    for (const text of ["2026-03-29T02:30:00", "2026-10-25", "2026-11-24T08:00"]) {
      expect(meantTime(text, "Europe/Berlin")?.first).toBe(endTime(text, "Europe/Berlin"));
    }
  });

  test("is told to be skipped where clocks skip it", () => {
    expect(meantTime("2026-03-29 02:30:00", "Europe/Berlin")?.isSkipped).toBe(true);
    expect(meantTime("2026-03-29 02:30:00", "UTC")?.isSkipped).toBe(false);
    expect(meantTime("2026-03-29 03:00:00", "Europe/Berlin")?.isSkipped).toBe(false);
  });

  test("is nothing for what is no time", () => {
    for (const text of ["data", "yesterday", "", "2026-13-01", "1795474800"]) {
      expect(meantTime(text, "UTC")).toBeUndefined();
    }
  });

  test("is what its examples say", () => {
    const file = new URL("../../src/cli/meant-time.ts", import.meta.url);
    const [example = ""] = [examplesIn(readFileSync(file, "utf8")).join("\n")];
    expect(runExample(example, scope)).toBe(2);
  });
});
