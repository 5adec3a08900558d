import { describe, expect, test } from "vitest";
import { rowWindow } from "../../../src/qradar/hand-over/row-window.js";
import { readResultRows } from "../../../src/qradar/rows/read-result-rows.js";
import { dateTimeFormat } from "../../../src/reference/date-time.js";
import { type ImprovedRow, improvedRows } from "../checks/random-rows.js";

const HALF_DAY = 43_200_000;
const AT = Date.UTC(2025, 10, 24);
const first = AT + 8 * 3_600_000;

/** The window of a row with so many requests in a quarter of an hour, as read. */
function windowOf(more: object, options = {}, isDoubtful = false) {
  const given = {
    ...{ sourceip: "10.1.2.3", destinationip: "203.0.113.9", destinationport: 443 },
    ...{ RequestCount: 16, FirstSeen: "2025-11-24 08:00:00", LastSeen: "2025-11-24 08:15:00" },
    ...more,
  };
  const exported = readResultRows("rows.json", JSON.stringify([given]), options);
  const [row] = exported.rows;
  return rowWindow(row as NonNullable<typeof row>, exported, isDoubtful);
}

describe("the window of a row", () => {
  test("is that of its times, each of which stands for a second", () => {
    const window = { firstSeen: first, lastSeen: first + 900_000, resolutionMs: 1000 };
    for (const DurationSeconds of [900, 899.001, 900.999, 899, null]) {
      expect(windowOf({ DurationSeconds })).toEqual(window);
    }
  });

  test("is none where they do not fit its duration by more than a second", () => {
    for (const DurationSeconds of [898.9, 901.1, 44_100]) {
      expect(windowOf({ DurationSeconds })).toBeUndefined();
    }
    const minutes = { LastSeen: "2025-11-24 08:15", FirstSeen: "2025-11-24 08:00" };
    expect(windowOf(minutes)).toEqual({
      ...{ firstSeen: first, lastSeen: first + 900_000, resolutionMs: 60_000 },
    });
  });

  test("is none where the last time precedes the first, even without a duration", () => {
    expect(windowOf({ LastSeen: "2025-11-24 07:59:59" })).toBeUndefined();
    expect(windowOf({ LastSeen: "2025-11-24 08:00:00" })).toBeDefined();
  });

  test("holds all instants that its times may mean and that fit its duration", () => {
    const twelve = { timeFormat: "yyyy-MM-dd hh:mm:ss" };
    const widest = { firstSeen: first, lastSeen: first + 900_000 + HALF_DAY };
    expect(windowOf({ DurationSeconds: 900 }, twelve)).toMatchObject(widest);
    const across = { DurationSeconds: 900 + HALF_DAY / 1000 };
    expect(windowOf(across, twelve)).toMatchObject(widest);
    expect(windowOf({}, twelve)).toMatchObject(widest);
    expect(windowOf({ DurationSeconds: 1800 }, twelve)).toBeUndefined();
  });

  test("is of exact times where there are some, whatever is printed", () => {
    const exact = { FirstMs: first + 5, LastMs: first + 7, DurationSeconds: 77 };
    const window = { firstSeen: first + 5, lastSeen: first + 7, resolutionMs: 1 };
    expect(windowOf(exact, {}, true)).toEqual(window);
    expect(windowOf({ DurationSeconds: 900 }, {}, true)).toBeUndefined();
  });
});

const clock = new Map(["UTC", "Europe/Berlin"].map((zone) => [zone, dateTimeFormat(zone)]));
const text = (ms: number, zone: string) => clock.get(zone)?.(ms) ?? "";
const PRINTED = {
  epoch: { resolution: 1, print: (ms: number) => ms },
  milliseconds: {
    resolution: 1,
    print: (ms: number, zone: string) => `${text(ms, zone)}.${String(ms % 1000).padStart(3, "0")}`,
  },
  seconds: { resolution: 1000, print: text },
  minutes: { resolution: 60_000, print: (ms: number, zone: string) => text(ms, zone).slice(0, 16) },
} as const;
type Printed = keyof typeof PRINTED;

/** The night in which Berlin's clocks are set back, and a day after it. */
const START = Date.UTC(2026, 9, 24, 22);
const MODES = ["double", "integer", "mixed"] as const;
const rows = Object.fromEntries(
  MODES.map((arithmetic) => [
    arithmetic,
    improvedRows({ seed: `windows/${arithmetic}`, rows: 150, arithmetic, start: START }),
  ]),
);

/** Rows as an export prints them, with the last time moved, and what `rowWindow` makes of them beside the truth. */
function windows(
  truth: readonly ImprovedRow[],
  printed: Printed,
  zone: string,
  decimals: number,
  moved = 0,
) {
  const { print } = PRINTED[printed];
  const cells = truth.map(({ FirstMs, LastMs, ...row }) => ({
    ...row,
    FirstSeen: print(FirstMs, zone),
    LastSeen: print(LastMs + moved, zone),
    DurationSeconds: Number(row.DurationSeconds.toFixed(decimals)),
  }));
  const exported = readResultRows("rows", JSON.stringify(cells), { timeZone: zone });
  expect(exported.rows).toHaveLength(truth.length);
  return exported.rows.map((row, i) => ({
    truth: truth[i] as ImprovedRow,
    window: rowWindow(row, exported),
  }));
}

describe.each([...MODES, "undecidable"] as const)("of rows by %s arithmetic", (mode) => {
  const truth = mode === "undecidable" ? MODES.flatMap((one) => rows[one] ?? []) : rows[mode];
  const cases = (Object.keys(PRINTED) as Printed[]).flatMap((printed) =>
    [...clock.keys()].flatMap((zone) => [3, 2, 1, 0].map((d) => [printed, zone, d] as const)),
  );

  test.each(cases)("printed in %s of %s, durations to %i decimals", (printed, zone, decimals) => {
    const { resolution } = PRINTED[printed];
    const sound = windows(truth ?? [], printed, zone, decimals);
    const missed = sound.filter(
      ({ truth: { FirstMs, LastMs }, window }) =>
        window === undefined ||
        window.resolutionMs !== resolution ||
        window.firstSeen > FirstMs ||
        window.lastSeen + resolution - 1 < LastMs,
    );
    expect(sound.length).toBeGreaterThan(100);
    expect(missed).toEqual([]);
    // More than printing and a dropped, rounded second can hide.
    for (const by of [2 * resolution + 2000, -2 * resolution - 2000, 5 * 3_600_000]) {
      const damaged = windows(truth ?? [], printed, zone, decimals, by);
      expect(damaged.filter(({ window }) => window !== undefined)).toEqual([]);
    }
  });
});
