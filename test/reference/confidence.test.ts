import { describe, expect, test } from "vitest";
import { bandName, holdsInterval, reasonOf } from "../../src/reference/confidence.js";
import { type Arithmetic, DEFAULT_RULE, type Rule } from "../../src/reference/rule.js";

const rule = (changed: Partial<Rule>): Rule => ({ ...DEFAULT_RULE, ...changed });
const spanOf = (meanMs: number, count = 16) => meanMs * (count - 1);

describe("reasonOf", () => {
  test("names the band, the volume or nothing", () => {
    expect(reasonOf(DEFAULT_RULE, 900_000, 16)).toBe("band60");
    expect(reasonOf(DEFAULT_RULE, 86_340_000, 1440)).toBe("band60");
    expect(reasonOf(DEFAULT_RULE, 3_000_000, 101)).toBe("volume");
    expect(reasonOf(DEFAULT_RULE, 3_000_000, 100)).toBe("none");
    expect(reasonOf(DEFAULT_RULE, 0, 1)).toBe("none");
  });

  test.each<[number, string]>([
    [54_999, "none"],
    [55_000, "band60"],
    [65_000, "band60"],
    [65_001, "none"],
    [294_999, "none"],
    [295_000, "band300"],
    [305_000, "band300"],
    [305_001, "none"],
    [894_999, "none"],
    [895_000, "band900"],
    [905_000, "band900"],
    [905_001, "none"],
  ])("an average of %i ms is %s", (meanMs, reason) => {
    expect(reasonOf(DEFAULT_RULE, spanOf(meanMs), 16)).toBe(reason);
  });

  test.each<[Arithmetic, number, string]>([
    ["double", 975_001, "none"],
    ["mixed", 975_999, "band60"],
    ["mixed", 976_000, "none"],
    ["integer", 989_999, "band60"],
    ["integer", 990_000, "none"],
    ["double", 824_999, "none"],
    ["mixed", 824_999, "none"],
    ["integer", 824_999, "none"],
  ])("in %s arithmetic 15 intervals of %i ms together are %s", (arithmetic, span, reason) => {
    expect(reasonOf(rule({ arithmetic }), span, 16)).toBe(reason);
  });

  test("keeps both ends of a band with strict bounds too", () => {
    expect(reasonOf(rule({ bounds: "strict" }), spanOf(55_000), 16)).toBe("band60");
    expect(reasonOf(rule({ bounds: "strict" }), spanOf(65_000), 16)).toBe("band60");
  });

  test("lets volume count below its longest interval only", () => {
    const guarded = rule({ volumeMaxInterval: 120 });
    expect(reasonOf(guarded, spanOf(119_999, 101), 101)).toBe("volume");
    expect(reasonOf(guarded, spanOf(120_000, 101), 101)).toBe("none");
    expect(reasonOf(DEFAULT_RULE, spanOf(120_000, 101), 101)).toBe("volume");
  });

  test("takes the first of two bands that overlap", () => {
    const bands = [
      [50, 70],
      [60, 61],
    ] as const;
    expect(reasonOf(rule({ bands }), spanOf(60_500), 16)).toBe("band60");
    expect(reasonOf(rule({ bands: bands.toReversed() }), spanOf(60_500), 16)).toBe("band60.5");
  });
});

describe("bandName", () => {
  test("is the middle of the band", () => {
    expect(DEFAULT_RULE.bands.map(bandName)).toEqual(["band60", "band300", "band900"]);
    expect(bandName([895, 905])).toBe("band900");
    expect(bandName([1, 2])).toBe("band1.5");
  });
});

describe("holdsInterval", () => {
  test("takes 1 s and 900 s, and nothing past them", () => {
    expect(holdsInterval(DEFAULT_RULE, 13_500_000, 16)).toBe(true);
    expect(holdsInterval(DEFAULT_RULE, 13_500_001, 16)).toBe(false);
    expect(holdsInterval(DEFAULT_RULE, 15_000, 16)).toBe(true);
    expect(holdsInterval(DEFAULT_RULE, 14_999, 16)).toBe(false);
  });

  test("leaves both out with strict bounds", () => {
    const strict = rule({ bounds: "strict" });
    expect(holdsInterval(strict, 13_500_000, 16)).toBe(false);
    expect(holdsInterval(strict, 13_499_999, 16)).toBe(true);
    expect(holdsInterval(strict, 15_000, 16)).toBe(false);
    expect(holdsInterval(strict, 15_001, 16)).toBe(true);
  });

  test("reaches to 900.999… s where the division drops fractions", () => {
    const integer = rule({ arithmetic: "integer" });
    expect(holdsInterval(integer, 13_514_999, 16)).toBe(true);
    expect(holdsInterval(integer, 13_515_000, 16)).toBe(false);
    expect(holdsInterval(rule({ arithmetic: "mixed" }), 13_500_999, 16)).toBe(true);
    expect(holdsInterval(rule({ arithmetic: "mixed" }), 13_501_000, 16)).toBe(false);
  });
});
