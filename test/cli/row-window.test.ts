import { describe, expect, test } from "vitest";
import { rowWindow } from "../../src/cli/row-window.js";
import { readResultRows } from "../../src/qradar/rows/read-result-rows.js";

const HALF_DAY = 43_200_000;
const AT = Date.UTC(2025, 10, 24);
const row = (more: object, options = {}) => {
  const given = {
    ...{ sourceip: "10.1.2.3", destinationip: "203.0.113.9", destinationport: 443 },
    ...{ RequestCount: 16, FirstSeen: "2025-11-24 08:00:00", LastSeen: "2025-11-24 08:15:00" },
    ...more,
  };
  const [read] = readResultRows("rows.json", JSON.stringify([given]), options).rows;
  return read as NonNullable<typeof read>;
};
const first = AT + 8 * 3_600_000;

describe("the window of a row", () => {
  test("is that of its times, each of which stands for a second", () => {
    const window = { firstSeen: first, lastSeen: first + 900_000, resolutionMs: 1000 };
    for (const DurationSeconds of [900, 899.001, 900.999, 899, null]) {
      expect(rowWindow(row({ DurationSeconds }))).toEqual(window);
    }
  });

  test("is none where they do not fit its duration by more than a second", () => {
    for (const DurationSeconds of [898.9, 901.1, 44_100]) {
      expect(rowWindow(row({ DurationSeconds }))).toBeUndefined();
    }
    expect(rowWindow(row({ LastSeen: "2025-11-24 08:15", FirstSeen: "2025-11-24 08:00" }))).toEqual(
      {
        ...{ firstSeen: first, lastSeen: first + 900_000, resolutionMs: 60_000 },
      },
    );
  });

  test("holds all instants that its times may mean and that fit its duration", () => {
    const twelve = { timeFormat: "yyyy-MM-dd hh:mm:ss" };
    const both = rowWindow(row({ DurationSeconds: 900 }, twelve));
    expect(both).toMatchObject({ firstSeen: first, lastSeen: first + 900_000 + HALF_DAY });
    const across = rowWindow(row({ DurationSeconds: 900 + HALF_DAY / 1000 }, twelve));
    expect(across).toMatchObject({ firstSeen: first, lastSeen: first + 900_000 + HALF_DAY });
    const unknown = rowWindow(row({}, twelve));
    expect(unknown).toMatchObject({ firstSeen: first, lastSeen: first + 900_000 + HALF_DAY });
    expect(rowWindow(row({ DurationSeconds: 1800 }, twelve))).toBeUndefined();
  });

  test("is of exact times where there are some, whatever is printed", () => {
    const exact = { FirstMs: first + 5, LastMs: first + 7, DurationSeconds: 77 };
    const window = { firstSeen: first + 5, lastSeen: first + 7, resolutionMs: 1 };
    expect(rowWindow(row(exact), true)).toEqual(window);
    expect(rowWindow(row({ DurationSeconds: 900 }), true)).toBeUndefined();
  });
});
