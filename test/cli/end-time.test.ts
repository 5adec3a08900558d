import { afterEach, describe, expect, test, vi } from "vitest";
import { endTime } from "../../src/cli/end-time.js";

const MIDNIGHT = Date.UTC(2026, 10, 24);

afterEach(() => {
  vi.useRealTimers();
});

describe("the end of a window", () => {
  test("is the data's when it says so, and now's", () => {
    expect(endTime("data", "UTC")).toBe("data");
    vi.useFakeTimers({ now: MIDNIGHT + 5 });
    expect(endTime("now", "UTC")).toBe(MIDNIGHT + 5);
  });

  test.each([
    ["2026-11-24T00:00:00Z", MIDNIGHT],
    ["2026-11-24T01:00:00+01:00", MIDNIGHT],
    ["2026-11-24 00:00", MIDNIGHT],
    ["2026-11-24T00:00:00.250Z", MIDNIGHT + 250],
    ["2026-11-24", MIDNIGHT],
    [String(MIDNIGHT), MIDNIGHT],
    [`${MIDNIGHT}.5`, MIDNIGHT + 0.5],
    ["0", 0],
    ["3600000", 3_600_000],
  ])("may be %s", (text, time) => {
    expect(endTime(text, "UTC")).toBe(time);
  });

  test("is one of the zone's clock when it names no offset, whatever zone the machine is in", () => {
    const hours = (text: string, zone: string) => (MIDNIGHT - Number(endTime(text, zone))) / 3.6e6;
    expect(hours("2026-11-24T00:00:00", "Europe/Berlin")).toBe(1);
    expect(hours("2026-11-24", "Asia/Tokyo")).toBe(9);
    expect(hours("2026-11-24T00:00:00Z", "Asia/Tokyo")).toBe(0);
  });

  test.each([
    ["yesterday"],
    [""],
    ["-1"],
    ["2026-13-01"],
    ["2026-02-30"],
    ["2026-11-24T25:00:00Z"],
    ["11/24/2026"],
    ["NaN"],
    ["1e12"],
    ["999999999999999999999"],
  ])("is not %j", (text) => {
    expect(endTime(text, "UTC")).toBeUndefined();
  });

  test("is not a number of seconds, microseconds or nanoseconds, which would be another date", () => {
    for (const unit of [1e-3, 1e3, 1e6]) {
      expect(endTime(String(Math.round(MIDNIGHT * unit)), "UTC")).toBeUndefined();
    }
  });
});
