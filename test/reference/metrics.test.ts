import { describe, expect, test } from "vitest";
import { metricsOf } from "../../src/reference/metrics.js";
import { DEFAULT_RULE } from "../../src/reference/rule.js";

const SIXTEEN = { count: 16, first: 0.7, last: 900_000.2, bytesOut: Number.NaN, bytesIn: 5 };

describe("metricsOf", () => {
  test("gives the query's numbers and the reason for its label", () => {
    expect(metricsOf(DEFAULT_RULE, SIXTEEN)).toEqual({
      count: 16,
      first: 0,
      last: 900_000,
      bytesOut: null,
      bytesIn: 5,
      durationSeconds: 900,
      averageIntervalSeconds: 60,
      confidence: "high",
      reason: "band60",
      holdsCount: true,
      holdsInterval: true,
    });
  });

  test("cuts times to whole milliseconds before it rounds them down further", () => {
    const metrics = metricsOf(
      { ...DEFAULT_RULE, timeFloorMs: 60_000 },
      { ...SIXTEEN, first: 119_999.9 },
    );
    expect([metrics.first, metrics.last]).toEqual([60_000, 900_000]);
  });

  test("makes null or 0 of a sum of nothing but nulls", () => {
    expect(metricsOf(DEFAULT_RULE, SIXTEEN).bytesOut).toBeNull();
    expect(metricsOf({ ...DEFAULT_RULE, emptySum: "zero" }, SIXTEEN).bytesOut).toBe(0);
    expect(metricsOf({ ...DEFAULT_RULE, emptySum: "zero" }, SIXTEEN).bytesIn).toBe(5);
  });

  test("holds the count from 16 on", () => {
    const holds = (count: number) => metricsOf(DEFAULT_RULE, { ...SIXTEEN, count }).holdsCount;
    expect([14, 15, 16, 17].map(holds)).toEqual([false, false, true, true]);
  });

  test("calls everything medium that is neither in a band nor many", () => {
    const medium = metricsOf(DEFAULT_RULE, { ...SIXTEEN, last: 975_001.7 });
    expect([medium.confidence, medium.reason]).toEqual(["medium", "none"]);
  });
});
