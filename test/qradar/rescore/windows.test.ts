import { describe, expect, test } from "vitest";
import { windowsOf } from "../../../src/qradar/rescore/windows.js";
import type { ResultExport } from "../../../src/qradar/result-row.js";
import { exportOf, resultRow, START } from "./rows.js";

const MINUTE = 60_000;

/** An export of these minutes of the day, to the millisecond. */
const window = (from: number, to: number, file: string, more = {}) =>
  exportOf(
    [resultRow({ firstMs: START + from * MINUTE, lastMs: START + to * MINUTE, ...more })],
    file,
  );
const counted = (...exports: readonly ResultExport[]) =>
  [...windowsOf(exports, "double").counted].map(({ file }) => file);
const MS = 1 / MINUTE;

describe("two windows of some hours", () => {
  test("are two where they share five minutes", () => {
    expect(counted(window(0, 125, "a"), window(120, 240, "b"))).toEqual(["b", "a"]);
  });

  test("are one, the later, where they share a millisecond more", () => {
    expect(counted(window(0, 125 + MS, "a"), window(120, 240, "b"))).toEqual(["b"]);
  });
});

describe("windows of some minutes", () => {
  test("are two where they share less than half of the shorter one", () => {
    expect(counted(window(0, 7 - MS, "a"), window(5, 9, "b"))).toEqual(["b", "a"]);
    expect(counted(window(0, 4, "a"), window(2 + MS, 90, "b"))).toEqual(["b", "a"]);
  });

  test("are one where they share half of it", () => {
    expect(counted(window(0, 7, "a"), window(5, 9, "b"))).toEqual(["b"]);
    expect(counted(window(0, 4, "a"), window(2, 90, "b"))).toEqual(["b"]);
  });
});

test("a single instant within a window is no window of its own, one beside it is", () => {
  expect(counted(window(10, 10, "a"), window(0, 20, "b"))).toEqual(["a"]);
  expect(counted(window(30, 30, "a"), window(0, 20, "b"))).toEqual(["a", "b"]);
});

test("of windows that begin together the longer one counts, of equal ones the first by name", () => {
  expect(counted(window(0, 60, "a"), window(0, 90, "b"))).toEqual(["b"]);
  expect(counted(window(0, 60, "b"), window(0, 60, "a"))).toEqual(["a"]);
});

describe("an export that names its window", () => {
  const HOUR = 60 * MINUTE;
  const named = (from: number, to: number, of: ResultExport) => ({
    ...of,
    window: { start: START + from * HOUR, end: START + to * HOUR },
  });

  test("is of it, wherever in it its rows lie", () => {
    const early = named(0, 24, window(60, 70, "a"));
    const late = named(0, 24, window(720, 730, "b"));
    const { counted: days, warnings } = windowsOf([early, late], "double");
    expect([...days]).toEqual([early]);
    expect(warnings.map(({ message }) => message)).toEqual([
      "b shares 24 h with a: its rows are read, but it does not count as another day",
    ]);
  });

  test("counts beside the next day's, which begins as it ends", () => {
    const days = [0, 1, 2].map((day) => named(24 * day, 24 * day + 24, window(0, 1, `${day}`)));
    expect(counted(...days)).toEqual(["2", "1", "0"]);
  });

  test("counts without any row, too: that nothing was there is known", () => {
    expect(counted(named(24, 48, exportOf([], "a")), window(0, 90, "b"))).toEqual(["b", "a"]);
  });

  test("keeps out none that has rows where it has none itself", () => {
    const empty = named(1, 25, exportOf([], "a"));
    expect(counted(empty, named(0, 24, window(0, 90, "b")))).toEqual(["b"]);
  });
});

test("exports without rows that name no window are none", () => {
  expect(windowsOf([exportOf([])], "double")).toEqual({ counted: new Set(), warnings: [] });
});

test("times that may mean several instants are read by their durations", () => {
  const printed = (ms: number, others: readonly number[] = []) => ({
    ...{ text: "", ms, resolution: 1000, others },
  });
  const halfDay = 720 * MINUTE;
  const clock = resultRow({
    firstSeen: printed(START, [START + halfDay]),
    lastSeen: printed(START + 30 * MINUTE, [START + 30 * MINUTE + halfDay]),
    durationSeconds: (30 * MINUTE + halfDay) / 1000,
  });
  const { warnings } = windowsOf([exportOf([clock], "a"), window(700, 750, "b")], "double");
  expect(warnings.map(({ message }) => message)).toEqual([
    "a shares 50 min with b: its rows are read, but it does not count as another day",
  ]);
});
