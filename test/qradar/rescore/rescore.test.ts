import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RuleError } from "../../../src/errors.js";
import type { RescoredFinding } from "../../../src/qradar/rescore/index.js";
import { rescore, SCORE_LIMIT } from "../../../src/qradar/rescore/index.js";
import type { ResultRow } from "../../../src/qradar/result-row.js";
import { exportOf, resultRow, START } from "./rows.js";

const DAY = 86_400_000;
const only = (...args: Parameters<typeof rescore>) =>
  rescore(...args).findings[0] as RescoredFinding;
const told = ({ explanation }: RescoredFinding) => explanation.join(" ");
const codes = (result: ReturnType<typeof rescore>) => result.warnings.map(({ code }) => code);

describe("a row of 1,440 requests with a mean of 60 s", () => {
  const finding = only(exportOf([resultRow()]));

  test("keeps the numbers of its row, and no timing that it does not show", () => {
    expect(finding).toMatchObject({
      rank: 1,
      row: 1,
      file: "rows.json",
      count: 1440,
      family: null,
    });
    expect(finding).toMatchObject({ falseAlarm: null, periodSeconds: null, sleepLaw: null });
    expect(finding.reference).toEqual({
      returned: true,
      confidence: "high",
      reason: "band60",
      dropped: null,
      detail: null,
    });
    expect(finding.averageIntervalSeconds).toBeCloseTo(60.00008, 4);
  });

  test("is said to fit sleeps of each law, and to lie near a round setting", () => {
    expect(told(finding)).toContain("60 s with any two-sided jitter or none (such as Empire)");
    expect(told(finding)).toContain("one-sided jitter (such as Cobalt Strike)");
    expect(told(finding)).toContain("additive (such as Sliver)");
    expect(told(finding)).toContain("hints at a timer");
  });

  test("is at most medium", () => {
    expect(finding.level).toBe("medium");
    expect(finding.score).toBeLessThan(SCORE_LIMIT);
  });

  test("names the events that would settle it", () => {
    expect(finding.needs[0]).toContain("its 1440 events between 2026-11-23T00:00:00.000Z and");
    expect(finding.needs.join(" ")).toContain("(SNI)");
  });
});

test("a mean of 48 s, as 60 s with 40 % one-sided jitter has it, slips past the bands by what they reach", () => {
  const finding = only(exportOf([resultRow({ count: 1801, spanMs: 1800 * 48_000 - 60_000 })]));
  expect(finding.reference.reason).toBe("volume");
  expect(told(finding)).toContain("It is high for volume alone: 1801 requests are more than 100");
  expect(told(finding)).toContain("60 s with 40 % one-sided jitter");
  expect(told(finding)).toContain("slips past the rule's bands");
});

test("heavy uploads are told apart from check-ins, and look like a backup", () => {
  const finding = only(exportOf([resultRow({ bytesOut: 1440 * 2_000_000 })]));
  expect(told(finding)).toContain("It uploads much: 2 MB out and 300 B in a request");
  expect(finding.family).toBe("cloud-backup-shape");
  expect(told(finding)).toContain("put 203.0.113.9 on the allow list");
});

test("batches, several log sources and missing bytes are among what is needed", () => {
  const batched = only(
    exportOf([resultRow({ distinctTimes: 200, logSources: 2, bytesOut: null })]),
  );
  expect(batched.needs.join(" ")).toContain("1440 events have 200 distinct times");
  expect(batched.needs.join(" ")).toContain("bytes sent and received");
  const sources = only(exportOf([resultRow({ logSources: 2, host: "a.example" })]));
  expect(sources.needs.join(" ")).toContain("2 log sources");
  expect(sources.needs.join(" ")).not.toContain("SNI");
});

test("agents that poll alike on many hosts rank below the one that polls alone", () => {
  const agents = Array.from({ length: 20 }, (_, i) =>
    resultRow({ row: i + 1, source: `10.0.0.${i + 1}` }),
  );
  const alone = resultRow({ row: 21, destination: "198.51.100.7" });
  const { findings } = rescore(exportOf([...agents, alone]));
  expect(findings[0]).toMatchObject({ destination: "198.51.100.7", family: null });
  expect(findings[1]?.family).toBe("endpoint-agent-shape");
  expect(told(findings[1] as RescoredFinding)).toContain("20 sources poll 203.0.113.9");
});

describe("exports of several days", () => {
  const day = (i: number, spanMs?: number) =>
    exportOf(
      [resultRow({ first: START + i * DAY, ...(spanMs === undefined ? {} : { spanMs }) })],
      `day-${i}.json`,
    );

  test("give one finding a pair, of its latest row, with all rows in its history", () => {
    const { findings, input } = rescore([day(1), day(0), day(2)]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ file: "day-2.json", firstSeen: START + 2 * DAY });
    expect(findings[0]?.history.map(({ file }) => file)).toEqual([
      "day-0.json",
      "day-1.json",
      "day-2.json",
    ]);
    expect(input).toMatchObject({ files: 3, records: 3, pairs: 1, start: START });
    expect(told(findings[0] as RescoredFinding)).toContain(
      "It has a row in 3 of 3 exports, its mean within",
    );
  });

  test("raise a pair that is in all of them over one that is not", () => {
    const other = resultRow({ first: START + DAY, destination: "198.51.100.7" });
    const { findings } = rescore([day(0), exportOf([...day(1).rows, other], "day-1.json")]);
    expect(findings.map(({ destination }) => destination)).toEqual(["203.0.113.9", "198.51.100.7"]);
  });

  test("do not count one window twice", () => {
    const result = rescore([day(0), { ...day(0), file: "again.json" }, day(1)]);
    expect(codes(result)).toContain("same-export");
    expect(told(result.findings[0] as RescoredFinding)).toContain("a row in 2 of 2 exports");
  });
});

test("wrong options are told all at once", () => {
  const wrong = { allow: ["a b"], top: -1, minScore: 2, timeZone: "Nowhere/None" };
  expect(() => rescore(exportOf([]), wrong)).toThrow(RuleError);
  try {
    rescore(exportOf([]), wrong);
  } catch (error) {
    expect((error as RuleError).issues).toHaveLength(4);
  }
});

test("no rows give no findings", () => {
  expect(rescore([])).toMatchObject({ findings: [], input: { pairs: 0, start: null, end: null } });
});

test("the best only, with a warning", () => {
  const rows = [resultRow(), resultRow({ row: 2, source: "10.1.2.4" })];
  const result = rescore(exportOf(rows), { top: 1 });
  expect(result.findings).toHaveLength(1);
  expect(codes(result)).toContain("top");
});

const anyRow: fc.Arbitrary<ResultRow> = fc
  .record({
    source: fc.integer({ min: 1, max: 6 }).map((i) => `10.0.0.${i}`),
    destination: fc.integer({ min: 1, max: 6 }).map((i) => `203.0.113.${i}`),
    port: fc.constantFrom(80, 443),
    count: fc.integer({ min: 1, max: 5000 }),
    spanMs: fc.integer({ min: 0, max: DAY }),
    bytesOut: fc.option(fc.integer({ min: 0, max: 10 ** 12 })),
    bytesIn: fc.option(fc.integer({ min: 0, max: 10 ** 12 })),
    durationSeconds: fc.option(fc.integer({ min: 0, max: 86_400 })),
    averageIntervalSeconds: fc.constant(null),
    host: fc.option(fc.constantFrom("a.example", "s3.amazonaws.com")),
    confidence: fc.constantFrom("high", "medium", "odd", null),
    distinctTimes: fc.option(fc.integer({ min: 1, max: 5000 })),
  })
  .map((of) => resultRow(of));
const anyRows = fc
  .array(anyRow, { maxLength: 25 })
  .map((rows) => rows.map((row, i) => ({ ...row, row: i + 1 })));

describe("whatever the rows", () => {
  test("scores lie in range, below the limit, in a total order, and no sentence claims what a mean cannot show", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { findings } = rescore(exportOf(rows));
        for (const [i, { rank, score, level, scores, explanation }] of findings.entries()) {
          expect(rank).toBe(i + 1);
          expect(score > 0 && score < SCORE_LIMIT).toBe(true);
          expect(["none", "low", "medium"]).toContain(level);
          for (const { value, evidence } of scores) {
            expect(value >= 0 && value <= 1).toBe(true);
            expect(Object.values(evidence).every(Number.isFinite)).toBe(true);
          }
          expect(explanation.join(" ")).not.toMatch(/regular|schedule|NaN|undefined|Infinity/i);
          expect(score).toBeLessThanOrEqual(findings[i - 1]?.score ?? 1);
        }
      }),
      { numRuns: 100, seed: 6 },
    );
  });

  test("their order changes no finding", () => {
    const shuffled = anyRows.chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.shuffledSubarray([...rows], { minLength: rows.length, maxLength: rows.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([rows, other]) => {
        expect(rescore(exportOf(other)).findings).toEqual(rescore(exportOf(rows)).findings);
      }),
      { numRuns: 60, seed: 6 },
    );
  });

  test("an allow entry removes the findings on it, and nothing else", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const all = rescore(exportOf(rows)).findings;
        const result = rescore(exportOf(rows), { allow: ["203.0.113.1", "amazonaws.com"] });
        const on = (f: RescoredFinding) =>
          f.destination === "203.0.113.1" || f.host === "s3.amazonaws.com";
        const unranked = ({ rank: _, ...rest }: RescoredFinding) => rest;
        expect(result.findings.map(unranked)).toEqual(all.filter((f) => !on(f)).map(unranked));
        expect(codes(result).includes("allowed")).toBe(all.some(on));
      }),
      { numRuns: 60, seed: 6 },
    );
  });
});

test("many rows to one destination are one finding each", () => {
  const rows = Array.from({ length: 20_000 }, (_, i) =>
    resultRow({ row: i + 1, source: `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}` }),
  );
  expect(rescore(exportOf(rows)).findings).toHaveLength(20_000);
});
