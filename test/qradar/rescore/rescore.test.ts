import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RuleError } from "../../../src/errors.js";
import { drillDownQueries } from "../../../src/qradar/hand-over/drill-down.js";
import type { RescoredFinding } from "../../../src/qradar/rescore/index.js";
import { rescore, SCORE_LIMIT } from "../../../src/qradar/rescore/index.js";
import { aggregateScore } from "../../../src/qradar/rescore/weights.js";
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
    expect(told(finding)).toContain("plus up to 29.3 s (such as Sliver)");
    expect(told(finding)).toMatch(/lies 0\.0001\d* % from 60 s, as some [\d.]+ of 1 row would/);
    expect(told(finding)).toContain("that hints at a timer");
  });

  test("is in a band, so that no setting is said to slip past them", () => {
    expect(told(finding)).not.toContain("slips past");
  });

  test("is at most medium", () => {
    expect(finding.level).toBe("medium");
    expect(finding.score).toBeLessThan(SCORE_LIMIT);
  });

  test("names the events that would settle it", () => {
    expect(finding.needs[0]).toContain("the start times of its 1440 events");
    expect(finding.needs.join(" ")).toContain("(SNI)");
  });
});

test("a mean of 48 s, as 60 s with 40 % one-sided jitter has it, slips past the bands by what they reach", () => {
  const finding = only(exportOf([resultRow({ count: 1801, spanMs: 1800 * 48_000 - 60_000 })]));
  expect(finding.reference.reason).toBe("volume");
  expect(told(finding)).toContain("High for volume alone");
  expect(told(finding)).toContain("60 s with 40 % one-sided jitter");
  expect(told(finding)).toContain("slips past the rule's bands, none of which is around that mean");
  expect(told(finding)).toContain("the band at 60 s reaches to 17 % of one-sided jitter");
});

describe("whether a setting slips past the bands", () => {
  const withMean = (mean: number, count: number) =>
    told(only(exportOf([resultRow({ count, spanMs: Math.round((count - 1) * mean * 1000) })])));

  test.each([
    [57, 1459],
    [300, 288],
    [900, 80],
  ])("is not told of a mean of %i s, which is in a band whatever the sleep", (mean, count) => {
    expect(withMean(mean, count)).toContain("one-sided jitter (such as Cobalt Strike)");
    expect(withMean(mean, count)).not.toContain("slips past");
  });

  test("is told of any mean in no band, high for volume or not", () => {
    expect(withMean(600, 144)).toContain("slips past the rule's bands, none of which is around");
    expect(withMean(600, 90)).toContain("slips past the rule's bands, none of which is around");
  });

  test("is told of the band at the setting, where jitter moved the mean out of it", () => {
    expect(withMean(285, 2000)).toContain(
      ": the band at 5 min reaches to 3.3 % of one-sided jitter or 10 s added.",
    );
    expect(withMean(600, 144)).not.toContain("the band at");
  });
});

test("at most three settings are named, each law with one example", () => {
  const text = told(only(exportOf([resultRow()])));
  const sentence = text.match(/Sleeps with such a mean, among others: ([^.]+(?:\.\d[^.]*)*)\./);
  expect(sentence?.[1]?.split("; ")).toHaveLength(3);
  expect(text.match(/Cobalt Strike/g)).toHaveLength(1);
});

test("signs that are read only of findings that are shown move no score", () => {
  const { scores } = only(exportOf([resultRow()]));
  for (const id of ["active-hours", "implant-settings"]) {
    const score = scores.filter((one) => one.id === id);
    expect(score).toHaveLength(1);
    expect(aggregateScore(score)).toBeCloseTo(aggregateScore([]), 12);
  }
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

describe("exports that name their windows", () => {
  const named = (i: number, rows: readonly ResultRow[], file: string) => ({
    ...exportOf(rows, file),
    window: { start: START + i * DAY, end: START + (i + 1) * DAY },
  });

  test("of one day are one, though their rows lie hours apart", () => {
    const [early, late] = [1, 12].map((hour) =>
      resultRow({ first: START + hour * 3_600_000, count: 60, spanMs: 3_540_000 }),
    ) as [ResultRow, ResultRow];
    const result = rescore([named(0, [early], "a.json"), named(0, [late], "b.json")]);
    expect(codes(result)).toContain("same-export");
    expect(told(result.findings[0] as RescoredFinding)).not.toContain("exports");
  });

  test("and have no rows tell that a pair was not there", () => {
    const result = rescore([
      named(0, [], "0.json"),
      named(1, [resultRow({ first: START + DAY })], "1.json"),
      named(2, [], "2.json"),
    ]);
    expect(codes(result)).not.toContain("same-export");
    expect(told(result.findings[0] as RescoredFinding)).toContain("a row in 1 of 3 exports.");
  });
});

describe("exports of 24 hours, taken every twelve", () => {
  const half = (i: number, rows: readonly ResultRow[]) =>
    exportOf(
      rows.map((row) => ({ ...row, ...resultRow({ first: START + (i * DAY) / 2 }) })),
      `half-${i}.json`,
    );
  const result = rescore([0, 1, 2, 3, 4].map((i) => half(i, [resultRow()])));

  test("count as the days that do not overlap, the latest first", () => {
    expect(told(result.findings[0] as RescoredFinding)).toContain("a row in 3 of 3 exports");
  });

  test("are told, with what they share and what is done", () => {
    expect(result.warnings.filter(({ code }) => code === "same-export")).toMatchObject([
      {
        message:
          "half-3.json shares 12 h with half-4.json: its rows are read, but it does not count as another day",
      },
      { message: expect.stringContaining("half-1.json shares 12 h with half-2.json") },
    ]);
  });

  test("have all their rows in the history", () => {
    expect(result.findings[0]?.history).toHaveLength(5);
  });

  test("and one that starts some minutes early is a day of its own", () => {
    const early = exportOf([resultRow({ first: START + DAY - 300_000 })], "early.json");
    const { warnings, findings } = rescore([exportOf([resultRow()]), early]);
    expect(warnings.map(({ code }) => code)).not.toContain("same-export");
    expect(told(findings[0] as RescoredFinding)).toContain("a row in 2 of 2 exports");
  });

  test("a week and its days are as many as the days", () => {
    const days = [0, 1, 2].map((i) =>
      exportOf([resultRow({ first: START + i * DAY })], `day-${i}.json`),
    );
    const week = exportOf([resultRow({ spanMs: 3 * DAY })], "week.json");
    expect(told(only([week, ...days]))).toContain("a row in 3 of 3 exports");
  });

  test("a pair that only an export which does not count has was there once", () => {
    const other = resultRow({ destination: "198.51.100.7", first: START + DAY / 2 });
    const between = exportOf([other], "half-1.json");
    const { findings } = rescore([half(0, [resultRow()]), between, half(2, [resultRow()])]);
    const finding = findings.find(({ destination }) => destination === "198.51.100.7");
    expect(told(finding as RescoredFinding)).toContain("a row in 1 of 2 exports.");
  });
});

describe("a row of 0.0.0.0 to 0.0.0.0, all of IPv6", () => {
  const collapsed = resultRow({ row: 2, source: "0.0.0.0", destination: "0.0.0.0" });
  const result = rescore(exportOf([resultRow(), collapsed]));
  const finding = result.findings.at(-1) as RescoredFinding;

  test("comes last, without a word of implants or families", () => {
    expect(finding).toMatchObject({ row: 2, score: 0, level: "none", scores: [], family: null });
    expect(finding.explanation).toEqual([
      "No pair: QRadar puts all IPv6 traffic to a port into one row of 0.0.0.0, so that its mean and count say nothing.",
    ]);
  });

  test("is warned of, and says how to ask for its pairs", () => {
    expect(finding.needs.join()).toContain("`aql --improved --ip-version 6`");
    expect(result.warnings.filter(({ code }) => code === "collapsed-ipv6")).toMatchObject([
      { message: expect.stringContaining("1 row holds all IPv6 traffic (1440 requests") },
    ]);
  });

  test("is none of the rows that a mean is compared with", () => {
    const [first] = result.findings;
    expect(first?.scores.find(({ id }) => id === "round-mean")?.evidence.rows).toBe(1);
  });

  test("has no drill-down, whatever its score", () => {
    const { queries, refused } = drillDownQueries(result.findings, { minScore: 0 });
    expect(queries.map(({ destination }) => destination)).toEqual(["203.0.113.9"]);
    expect(refused).toBe(1);
  });
});

describe("of many rows without a timer", () => {
  /** Means spread evenly on a logarithmic scale, as those of many busy pairs are. */
  const rows = Array.from({ length: 400 }, (_, i) => {
    const mean = 20 * 40 ** ((i + 0.5) / 400);
    const count = Math.floor(86_000 / mean);
    const spanMs = Math.round((count - 1) * mean * 1000);
    return resultRow({ row: i + 1, destination: `198.51.${i >> 8}.${i & 255}`, count, spanMs });
  });
  const { findings } = rescore(exportOf(rows));

  test("hardly any is said to hint at one", () => {
    expect(findings.filter((one) => told(one).includes("hints at a timer")).length).toBeLessThan(3);
  });

  test("one that lies near a setting is told with how many would", () => {
    const near = findings.filter((one) =>
      / as some [\d.]+ of 400 rows would by chance/.test(told(one)),
    );
    expect(near.length).toBeGreaterThan(10);
    expect(near.length).toBeLessThan(30);
  });

  test("those that are not near are neither raised nor lowered by it", () => {
    const values = findings.flatMap(({ scores }) =>
      scores.filter(
        ({ id, evidence }) => id === "round-mean" && (evidence.chance as number) > 0.05,
      ),
    );
    expect(values.length).toBeGreaterThan(350);
    for (const score of values) {
      expect(score.value).toBe(0.5);
      expect(aggregateScore([score])).toBeCloseTo(aggregateScore([]), 12);
    }
  });
});

describe("what lies near a setting by chance", () => {
  const HOUR = 3_600_000;
  /** Rows without a timer, means spread evenly on a logarithmic scale, of sizes as browsing has. */
  const others = (rows: number) =>
    Array.from({ length: rows }, (_, i) => {
      const mean = 20 * 40 ** ((i + 0.5) / rows);
      const count = Math.floor((10 * HOUR) / 1000 / mean);
      const spanMs = Math.round((count - 1) * mean * 1000);
      const pair = {
        source: `10.1.${i >> 8}.${i & 255}`,
        destination: `198.51.${i >> 8}.${i & 255}`,
      };
      return resultRow({ row: i + 1, ...pair, count, spanMs, bytesIn: 50_000 * count });
    });

  test("is raised hardly above the others of a large export", () => {
    const { findings } = rescore(exportOf(others(20_000)));
    const by = ({ scores }: RescoredFinding) =>
      scores.find(({ id }) => id === "round-mean") as RescoredFinding["scores"][number];
    const common = findings.filter((one) => {
      const { chance, expected } = by(one).evidence as { chance: number; expected: number };
      return chance < 0.01 && expected > 40;
    });
    expect(common.length).toBeGreaterThan(100);
    for (const one of common) expect(aggregateScore([by(one)])).toBeLessThan(0.25);
  });

  test("is no more than an implant of an office day with its mean near none, where it is browsing of 100 kB a request", () => {
    const times = { first: START + 8 * HOUR, spanMs: 9 * HOUR, port: 443 };
    const implant = resultRow({ ...times, row: 206, source: "10.9.0.1", count: 601 });
    const distance = ((0.5 / 207) * Math.log(90 / 60)) / 2;
    const mean = 60 * Math.exp(distance);
    const browsing = resultRow({
      ...{ ...times, row: 207, source: "10.9.0.2", destination: "192.0.2.7", count: 501 },
      ...{ spanMs: Math.round(500 * mean * 1000), bytesIn: 100_000 * 501 },
    });
    const { findings } = rescore(exportOf([...others(205), implant, browsing]));
    const scoreOf = (number: number) => findings.find(({ row }) => row === number)?.score as number;
    expect(scoreOf(206)).toBeGreaterThan(scoreOf(207));
  });
});

test("a span within an office day is told, one that goes on is not", () => {
  const office = resultRow({ first: START + 8 * 3_600_000, count: 400, spanMs: 9 * 3_600_000 });
  expect(told(only(exportOf([office])))).toContain("All of it lies in one office day (UTC)");
  expect(told(only(exportOf([resultRow()])))).not.toContain("office");
});

test("the daytime of a Saturday or Sunday is no office day", () => {
  for (const [date, said] of [
    [Date.UTC(2026, 10, 20), "in one office day (UTC)"],
    [Date.UTC(2026, 10, 21), "in the daytime of a Saturday (UTC): no sign of office work"],
    [Date.UTC(2026, 10, 22), "in the daytime of a Sunday (UTC): no sign of office work"],
  ] as const) {
    const row = resultRow({ first: date + 8 * 3_600_000, count: 400, spanMs: 9 * 3_600_000 });
    expect(told(only(exportOf([row])))).toContain(`All of it lies ${said}`);
  }
});

test("only findings that are shown are put into words, and are those of all", () => {
  const rows = Array.from({ length: 30 }, (_, i) =>
    resultRow({ row: i + 1, destination: `198.51.100.${i}`, spanMs: 86_340_125 - i * 60_000 }),
  );
  const all = rescore(exportOf(rows)).findings;
  expect(rescore(exportOf(rows), { top: 5 }).findings).toEqual(all.slice(0, 5));
});

test.each([[undefined], [null], [{}], ["rows.json"], [[{}, exportOf([])]], [[null]]])(
  "%o is told to be no export",
  (given) => {
    const rescoring = () => rescore(given as never);
    expect(rescoring).toThrow(RuleError);
    expect(rescoring).toThrow("expected what readResultRows returns");
  },
);

test("options that are none are told", () => {
  expect(() => rescore(exportOf([]), null as never)).toThrow(RuleError);
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
