import { describe, expect, test } from "vitest";
import type { Connection } from "../../src/connection.js";
import { renderFindings } from "../../src/render/findings.js";
import type { OutputFormat } from "../../src/render/output-format.js";
import { type Finding, type ScoreResult, score } from "../../src/scoring/index.js";

const START = Date.UTC(2026, 10, 22);
const PAIR = { source: "10.0.0.1", destination: "203.0.113.9", port: 443 };
const clock = (count: number, rest: Partial<Connection> = {}): Connection[] =>
  Array.from({ length: count }, (_, i) => ({ ...PAIR, time: START + i * 60_000, ...rest }));

const RESULT = score([...clock(100, { bytesOut: 512 }), ...clock(20, { port: 80 })]);
const [FINDING] = RESULT.findings as [Finding];
const [, STRONGEST] = /\((\S+)\)/.exec(FINDING.explanation[0] as string) as RegExpExecArray;
const VIEW = { version: "9.9.9", scorerIds: ["interval-mad", "persistence"], timeZone: "UTC" };

const render = (result: ScoreResult, format: OutputFormat, timeZone = "UTC") =>
  [...renderFindings(result, format, { ...VIEW, timeZone })].join("");
const withFinding = (changes: Partial<Finding>): ScoreResult => ({
  ...RESULT,
  findings: [{ ...FINDING, ...changes }],
});

describe("findings as JSON", () => {
  test("have the contract's fields in its order, and intervalHistogram and detail beside", () => {
    const json = JSON.parse(render(RESULT, "json"));
    expect(Object.keys(json)).toEqual([
      "beaconry",
      "profile",
      "input",
      "warnings",
      "findings",
      "clusters",
    ]);
    expect(json.beaconry).toBe("9.9.9");
    expect(Object.keys(json.input).join()).toBe(
      "files,records,accepted,rejected,ignored,pairs,start,end",
    );
    expect(Object.keys(json.findings[0]).join()).toBe(
      "rank,source,destination,port,host,fingerprint,count,firstSeen,lastSeen,durationSeconds,averageIntervalSeconds,bytesOut,bytesIn,score,level,falseAlarm,periodSeconds,jitter,sleepLaw,scores,reference,explanation,intervalHistogram,key,destinations,intel",
    );
    expect(Object.keys(json.findings[0].scores[0])).toEqual(["id", "value", "evidence"]);
    expect(Object.keys(json.findings[0].reference)).toEqual([
      "returned",
      "confidence",
      "reason",
      "dropped",
      "detail",
    ]);
    expect(json.findings).toEqual(RESULT.findings);
  });

  test("are the same one a line as NDJSON", () => {
    const lines = render(RESULT, "ndjson").trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(RESULT.findings);
  });
});

describe("findings as CSV", () => {
  test("have the contract's columns, then one a scorer, then the explanation", () => {
    const [header, first, second, ...rest] = render(RESULT, "csv").split("\r\n");
    expect(header).toBe(
      "rank,score,level,source,destination,port,host,fingerprint,count,firstSeen,lastSeen,durationSeconds,averageIntervalSeconds,periodSeconds,jitter,bytesOut,bytesIn,falseAlarm,referenceConfidence,interval-mad,persistence,explanation",
    );
    expect(first).toBe(
      `1,${FINDING.score},high,10.0.0.1,203.0.113.9,443,,,100,${START},${START + 5_940_000},5940,60,60,${FINDING.jitter},51200,,${FINDING.falseAlarm},high,1,,"${FINDING.explanation.join(" ")}"`,
    );
    expect(second).toMatch(/^2,/);
    expect(rest).toEqual([""]);
  });

  test("come back from a CSV reader cell by cell, hostile text neutralised", () => {
    const hostile = {
      host: '=cmd|"/c calc"!A1, and\nmore',
      fingerprint: "+1;@x",
      explanation: ['a "quoted" word, and a comma', "\u001b[31m"],
    };
    const [, row] = parsedCsv(render(withFinding(hostile), "csv"));
    expect(row?.[6]).toBe('\'=cmd|"/c calc"!A1, and\\u000amore');
    expect(row?.[7]).toBe("'+1;'@x");
    expect(row?.at(-1)).toBe('a "quoted" word, and a comma \\u001b[31m');
  });
});

describe("findings as a table", () => {
  test("show a line a finding, its times and reasons under it, and a summary", () => {
    const few = { explanation: FINDING.explanation.slice(0, 2), score: 0.984 };
    expect(render(withFinding(few), "table")).toBe(
      [
        "#  score  chance  level  source    destination      count  every  intervals             sent  received  query says",
        "1   0.98  <1:1 M  high   10.0.0.1  203.0.113.9:443    100   60 s          █          51.2 kB         –  high (band60)",
        "    Seen 2026-11-22 00:00:00 to 2026-11-22 01:39:00. Fewer than one in a million pairs without a schedule are as regular",
        `    (${STRONGEST}). Sleeps 60 s each time, without jitter.`,
        "",
        "1 of 2 pairs from 120 records (0 rejected, 0 ignored), 2026-11-22 00:00:00 to 2026-11-22 01:39:00 UTC",
        "",
      ].join("\n"),
    );
  });

  test("print times in the zone asked for, and name it", () => {
    const text = render(RESULT, "table", "Asia/Tokyo");
    expect(text).toContain("Seen 2026-11-22 09:00:00 to 2026-11-22 10:39:00.");
    expect(text).toContain("2026-11-22 09:00:00 to 2026-11-22 10:39:00 Asia/Tokyo\n");
    expect(text).not.toContain("UTC");
  });

  test("say when there are more than are shown, and how to see them", () => {
    const cut = score([...clock(100), ...clock(20, { port: 80 })], { top: 1 });
    expect(render(cut, "table")).toMatch(/1 of 2 pairs .* UTC; --top 0 shows all\n$/);
    expect(render(RESULT, "table")).not.toContain("--top");
  });

  test("say so when there are none, with the books", () => {
    expect(render(score([]), "table")).toBe(
      "No findings.\n\n0 of 0 pairs from 0 records (0 rejected, 0 ignored)\n",
    );
  });

  test.each([
    [{ host: "cdn.example" }, "cdn.example (203.0.113.9:443)"],
    [{ host: "203.0.113.9" }, " 203.0.113.9:443 "],
    [{ destination: "2001:db8::1" }, "[2001:db8::1]:443"],
    [{ host: `${"a".repeat(60)}.example.com` }, `…${"a".repeat(32)}.example.com (203`],
    [{ host: "\u202egnp.exe" }, "\\u202egnp.exe (203"],
    [{ bytesOut: null, bytesIn: 0 }, "–       0 B"],
    [{ level: "critical" as const, score: 0.95 }, "0.95  <1:1 M  critical"],
    [{ falseAlarm: 3.14e-5 }, " 1:32 k "],
    [{ falseAlarm: 0.0123 }, " 1:81 "],
    [{ falseAlarm: 0.34 }, " 34 % "],
    [{ falseAlarm: null }, " – "],
    [{ periodSeconds: 300, jitter: 0.2 }, " 5 min ~20 % "],
    [{ periodSeconds: 3600, jitter: 0.004 }, " 60 min  "],
    [{ periodSeconds: 45, jitter: null }, " 45 s  "],
    [{ periodSeconds: null }, " (60 s)  "],
  ])("show %j well", (changes, text) => {
    expect(render(withFinding(changes), "table")).toContain(text);
  });

  test("show what the query says, its silence too", () => {
    const said = (changes: Partial<Finding["reference"]>) =>
      render(withFinding({ reference: { ...FINDING.reference, ...changes } }), "table");
    expect(said({ confidence: "medium", reason: "none" })).toMatch(/medium\n/);
    expect(said({ reason: "volume" })).toMatch(/high \(volume\)\n/);
    expect(said({ returned: false, dropped: "count" })).toMatch(/nothing \(count\)\n/);
  });

  test("show no interval of a pair without a schedule that interval-mad says nothing of, and 0 s for bursts", () => {
    const unscheduled = { periodSeconds: null, jitter: null, sleepLaw: null };
    expect(render(withFinding({ ...unscheduled, scores: [] }), "table")).toMatch(/ 100 +– +█/);
    const bursts = { medianSeconds: 0, madSeconds: 0, ratio: 1 };
    const scores = [{ id: "interval-mad", value: 0, evidence: bursts }];
    expect(render(withFinding({ ...unscheduled, scores }), "table")).toMatch(/ 100 +\(0 s\) +█/);
  });
});

/** RFC 4180, read by the book. */
function parsedCsv(text: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  const rows: string[][] = [[]];
  for (let match = cell.exec(text); match !== null; match = cell.exec(text)) {
    const [, quoted, plain = "", end] = match;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\r\n") rows.push([]);
    if (cell.lastIndex === text.length) break;
  }
  expect(rows.pop()).toEqual([]);
  return rows;
}
