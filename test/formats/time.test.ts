import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoUtc, seconds } from "../../src/formats/bytes.js";
import { dateTime, numericTime, unitOf } from "../../src/formats/time.js";
import { isTimeZone, zonedToUtc, zoneOffset } from "../../src/formats/zone.js";

const RUNS = { seed: 42, numRuns: 500 } as const;
const bytes = (text: string) => new TextEncoder().encode(text);
const micros = fc.tuple(
  fc.integer({ min: 0, max: 4_000_000_000 }),
  fc.integer({ min: 0, max: 999_999 }),
);

describe("times", () => {
  it("are whole seconds × 1000 + microseconds / 1000 on every path", () => {
    fc.assert(
      fc.property(micros, ([whole, fraction]) => {
        const expected = whole * 1000 + fraction / 1000;
        const text = `${whole}.${String(fraction).padStart(6, "0")}`;
        expect(numericTime(text, "s")).toBe(expected);
        expect(seconds(bytes(text), 0, text.length)).toBe(expected);
        expect(numericTime(`${whole}${text.slice(-6)}`, "us")).toBe(expected);
        const iso = `${new Date(whole * 1000).toISOString().slice(0, 19)}.${text.slice(-6)}Z`;
        expect(dateTime(iso)).toBe(expected);
        expect([expected, -1]).toContain(isoUtc(bytes(iso), 0, iso.length));
      }),
      RUNS,
    );
  });

  it("may be written with an exponent", () => {
    expect(numericTime("1.791564626189E12", "ms")).toBe(1791564626189);
    expect(numericTime("15E-1", "s")).toBe(1500);
    expect(numericTime("1e999", "s")).toBeUndefined();
  });

  it("end in the year 5138", () => {
    expect(numericTime("99999999999", "s")).toBe(99999999999000);
    expect(numericTime("100000000000", "s")).toBeUndefined();
  });

  it("have a unit by their magnitude, or none", () => {
    expect([1e9, 1e12, 1e15, 1e18].map(unitOf)).toEqual(["s", "ms", "us", "ns"]);
    expect([0, 12345, 1e11, 1e14, 1e17, 1e21].map(unitOf)).toEqual(new Array(6).fill(undefined));
  });

  it.each([
    "2026-02-30T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-01-01T24:00:00Z",
    "2026-01-01",
    "yesterday",
    "01/02/2026 10:00:00",
  ])("are not %s", (text) => {
    expect(dateTime(text)).toBeUndefined();
  });

  it("follow a zone through its summer time", () => {
    expect(dateTime("2026-07-01 12:00:00", "Europe/Berlin")).toBe(Date.UTC(2026, 6, 1, 10));
    expect(dateTime("2026-01-01 12:00:00", "America/New_York")).toBe(Date.UTC(2026, 0, 1, 17));
    // 02:30 comes twice on 25 October 2026 and never on 29 March.
    expect(dateTime("2026-10-25 02:30:00", "Europe/Berlin")).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(dateTime("2026-03-29 02:30:00", "Europe/Berlin")).toBe(Date.UTC(2026, 2, 29, 1, 30));
  });

  it("come back from the clock of any zone, but for the hours that come twice", () => {
    const zones = fc.constantFrom(
      "Europe/Berlin",
      "America/New_York",
      "Asia/Kolkata",
      "Pacific/Auckland",
    );
    const instants = fc.integer({ min: 0, max: 2_000_000_000 }).map((second) => second * 1000);
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const back = zonedToUtc(instant + zoneOffset(instant, zone), zone);
        expect([instant, instant - 3_600_000]).toContain(back);
      }),
      RUNS,
    );
  });

  it("know which zones there are", () => {
    expect(isTimeZone("Europe/Berlin")).toBe(true);
    expect(isTimeZone("Nowhere/Land")).toBe(false);
  });
});
