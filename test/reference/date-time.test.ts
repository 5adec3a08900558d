import { describe, expect, test } from "vitest";
import { dateTimeFormat } from "../../src/reference/date-time.js";

describe("dateTimeFormat", () => {
  test("writes UTC, seconds cut off", () => {
    expect(dateTimeFormat("UTC")(1791567240125)).toBe("2026-10-09 17:34:00");
    expect(dateTimeFormat("UTC")(1791567240999)).toBe("2026-10-09 17:34:00");
    expect(dateTimeFormat("UTC")(0)).toBe("1970-01-01 00:00:00");
  });

  test("writes any IANA zone, midnight as 00", () => {
    expect(dateTimeFormat("Asia/Kolkata")(1791567240125)).toBe("2026-10-09 23:04:00");
    expect(dateTimeFormat("America/New_York")(Date.UTC(2026, 0, 1, 5))).toBe("2026-01-01 00:00:00");
  });

  test("writes the hour that a clock set back shows twice, twice", () => {
    const berlin = dateTimeFormat("Europe/Berlin");
    expect(berlin(Date.UTC(2026, 9, 25, 0, 30))).toBe("2026-10-25 02:30:00");
    expect(berlin(Date.UTC(2026, 9, 25, 1, 30))).toBe("2026-10-25 02:30:00");
  });

  test("agrees with Intl in UTC", () => {
    const intl = dateTimeFormat("Atlantic/Reykjavik");
    for (let ms = 0; ms < 4e12; ms += 123_456_789_123) {
      expect(dateTimeFormat("UTC")(ms)).toBe(intl(ms));
    }
  });

  test("writes what no date can be as the number it is", () => {
    expect(dateTimeFormat("UTC")(1e20)).toBe("100000000000000000000");
    expect(dateTimeFormat("Asia/Tokyo")(-1e20)).toBe("-100000000000000000000");
  });

  test("refuses a zone that is none", () => {
    expect(() => dateTimeFormat("Mars/Olympus")).toThrow(RangeError);
  });
});
