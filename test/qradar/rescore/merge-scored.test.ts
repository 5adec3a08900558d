import { describe, expect, test } from "vitest";
import { type RescoreOptions, rescore } from "../../../src/qradar/rescore/index.js";
import { score } from "../../../src/scoring/index.js";
import { exportOf, resultRow, START } from "./rows.js";

const minutes = (count: number, destination = "203.0.113.9") =>
  Array.from({ length: count }, (_, i) => ({
    time: START + i * 60_000,
    source: "10.1.2.3",
    destination,
    port: 443,
  }));

const rows = exportOf([
  resultRow({ count: 200, spanMs: 199 * 60_000 }),
  resultRow({ row: 2, destination: "198.51.100.7", count: 120, spanMs: 119 * 20_000 }),
]);

describe("rows and the events of one of their pairs, and of another pair", () => {
  const scored = score([...minutes(200), ...minutes(150, "192.0.2.44")]);
  const merged = rescore(rows, { scored });
  const on = (wanted: string) => merged.findings.find(({ destination }) => destination === wanted);

  test("the row with events has their score, and keeps its place, history and needs nothing", () => {
    const finding = on("203.0.113.9");
    expect(finding).toMatchObject({ row: 1, file: "rows.json", needs: [], periodSeconds: 60 });
    expect(finding?.score).toBeGreaterThan(0.7);
    expect(finding?.history).toHaveLength(1);
    expect(finding?.explanation.at(-1)).toBe(
      "The row said 200 requests, mean 60 s, high (band60); the events are as many, and the query says the same of them.",
    );
  });

  test("the row without events stays as it was, but for its rank", () => {
    const { rank: _, ...before } = rescore(rows).findings.find(({ row }) => row === 2) ?? {
      rank: 0,
    };
    expect(on("198.51.100.7")).toMatchObject(before);
  });

  test("events without a row are added", () => {
    expect(on("192.0.2.44")).toMatchObject({ row: null, file: null, history: [], needs: [] });
    expect(merged.input.pairs).toBe(3);
  });

  test("ranks follow the scores", () => {
    expect(merged.findings.map(({ rank }) => rank)).toEqual([1, 2, 3]);
    expect(merged.findings.at(-1)?.row).toBe(2);
  });
});

test("fewer events than the row counts are told, warned of and asked for", () => {
  const merged = rescore(rows, { scored: score(minutes(150)) });
  const finding = merged.findings.find(({ row }) => row === 1);
  expect(finding?.needs).toContain("the other 50 of its events");
  expect(finding?.explanation.join(" ")).toContain("the events are 150, so not");
  expect(merged.warnings.filter(({ code }) => code === "events-differ")).toMatchObject([
    { row: 1, column: "RequestCount" },
  ]);
});

test("a finding that only events show is of exact times, one of a row alone of the seconds printed", () => {
  const { findings } = rescore(rows, { scored: score(minutes(150, "192.0.2.44")) });
  const resolutions = findings.map(({ row, resolutionMs }) => [row, resolutionMs]);
  expect(resolutions).toEqual([
    [null, 1],
    [1, 1000],
    [2, 1000],
  ]);
  const settled = rescore(rows, { scored: score(minutes(200)) }).findings[0];
  expect(settled).toMatchObject({ row: 1, resolutionMs: 1 });
});

describe("a host", () => {
  const withHost = exportOf([
    resultRow({ count: 200, spanMs: 199 * 60_000, host: "row.example", port: 443 }),
  ]);
  const hostOf = (events: Parameters<typeof score>[0]) =>
    rescore(withHost, { scored: score(events) }).findings[0]?.host;

  test("that only the row has stays", () => {
    expect(hostOf(minutes(200))).toBe("row.example");
  });

  test("that the events have goes before the row's", () => {
    expect(hostOf(minutes(200).map((one) => ({ ...one, host: "events.example" })))).toBe(
      "events.example",
    );
  });
});

test("a family that the row looks like is told of its events too, in the same words", () => {
  const families = [{ id: "probe", name: "our probe", ports: [443], networks: ["203.0.113.0/24"] }];
  const sentence = "It looks like our probe; if it is, put 203.0.113.9 on the allow list.";
  const before = rescore(rows, { families }).findings.find(({ row }) => row === 1);
  expect(before?.explanation).toContain(sentence);
  const merged = rescore(rows, { families, scored: score(minutes(200)) });
  const settled = merged.findings.find(({ row }) => row === 1);
  expect(settled?.explanation.filter((text) => text === sentence)).toHaveLength(1);
  expect(settled?.family).toBe("probe");
  expect(merged.findings.find(({ row }) => row === 2)?.explanation.join(" ")).not.toContain(
    "our probe",
  );
});

test("the books are those of rows and events, the rows' own beside them", () => {
  const read = exportOf(rows.rows);
  const input = { files: 1, records: 5, accepted: 2, rejected: 2, ignored: 1 };
  const scored = score([...minutes(200), ...minutes(150, "192.0.2.44")]);
  const merged = rescore({ ...read, input }, { scored });
  expect(merged.rows).toEqual(input);
  expect(merged.input).toMatchObject({ accepted: 352, rejected: 2, ignored: 1, pairs: 3 });
  expect(merged.input.records).toBe(355);
  expect(merged.input.files).toBe(1 + scored.input.files);
});

describe("with events of a row that ranks low by its aggregates", () => {
  const events = minutes(120, "198.51.100.7");
  const merged = (options: RescoreOptions) => rescore(rows, { scored: score(events), ...options });

  test("the best one is that row, never a finding without one", () => {
    expect(rescore(rows, { top: 1 }).findings[0]?.row).toBe(1);
    expect(merged({ top: 1 }).findings).toMatchObject([{ rank: 1, row: 2, level: "high" }]);
    expect(merged({ minScore: 0.7 }).findings).toMatchObject([{ row: 2 }]);
  });

  test("what is left out is told once, of rows and events together", () => {
    const { warnings } = merged({ top: 1 });
    expect(warnings.filter(({ code }) => code === "top")).toEqual([
      { code: "top", message: "the best 1 of 2 findings; --top 0 shows all" },
    ]);
  });

  test("an allowed destination takes row and finding", () => {
    const { findings, warnings } = merged({ allow: ["198.51.100.0/24"] });
    expect(findings).toMatchObject([{ row: 1 }]);
    expect(warnings.find(({ code }) => code === "allowed")?.message).toMatch(/^1 of 2 findings/);
  });

  test("an allowed destination without a row is counted among all", () => {
    const scored = score([...events, ...minutes(150, "192.0.2.44")]);
    const { findings, warnings } = merged({ scored, allow: ["192.0.2.44"] });
    expect(findings.map(({ row }) => row)).toEqual([2, 1]);
    expect(warnings.find(({ code }) => code === "allowed")?.message).toMatch(/^1 of 3 findings/);
  });

  test("the row of a finding that score left stays, though the list has the row's host", () => {
    const hosted = exportOf(rows.rows.map((row) => ({ ...row, host: "cdn.example" })));
    const options = { scored: score(events), allow: ["cdn.example"] };
    expect(rescore(hosted, options).findings).toMatchObject([{ row: 2, level: "high" }]);
  });
});

describe("a finding on a host behind two addresses", () => {
  const events = minutes(300).map((event, i) => ({
    ...event,
    destination: i % 3 === 0 ? "192.0.2.44" : event.destination,
    host: "c2.example",
  }));
  const merged = (allow: readonly string[]) =>
    rescore(rows, { scored: score(events, { key: "host" }), allow }).findings;

  test("stays where the list has one of them, and keeps its row", () => {
    expect(merged(["203.0.113.9"])[0]).toMatchObject({ row: 1, key: "host" });
    expect(merged(["192.0.2.44"])[0]).toMatchObject({ row: 1, key: "host" });
  });

  test("is left out where it has both", () => {
    expect(merged(["203.0.113.9", "192.0.2.44"])).toMatchObject([{ row: 2, key: "pair" }]);
  });
});

test.each([[7], [null], [{}], [[]]])("%o is told to be no result of score", (scored) => {
  expect(() => rescore(rows, { scored: scored as never })).toThrow(
    "scored: expected what score returns",
  );
});
