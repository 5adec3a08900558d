import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { splitRecord } from "../../src/formats/csv-line.js";
import type { RescoredFinding } from "../../src/qradar/rescore/index.js";
import type { ReferenceRow } from "../../src/reference/index.js";
import { randomRows } from "../qradar/checks/random-rows.js";
import { cli, temporaryFolder } from "../support/cli.js";
import { writeExport } from "../support/qradar-exports.js";

const folder = temporaryFolder();
afterAll(folder.remove);

const rows = randomRows({ seed: "rescore", rows: 30, arithmetic: "double" });
const export_ = folder.file("rows.json", writeExport(rows, "rest"));
const findingsOf = (out: string) => JSON.parse(out).findings as RescoredFinding[];

describe("rescore", () => {
  test("has the shape of score, with arithmetic, row and needs", async () => {
    const { status, out, err } = await cli(["rescore", export_]);
    const result = JSON.parse(out);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(Object.keys(result)).toEqual([
      ...["beaconry", "profile", "input", "arithmetic", "warnings", "findings", "clusters"],
    ]);
    expect(result.arithmetic).toMatchObject({ mode: "double", source: "inferred" });
    expect(result.findings).toHaveLength(rows.length);
    const [best] = findingsOf(out);
    const row = rows[(best?.row ?? 0) - 1];
    expect(best).toMatchObject({
      rank: 1,
      file: export_,
      source: row?.sourceip,
      destination: row?.destinationip,
      count: row?.RequestCount,
      reference: { returned: true, confidence: row?.BeaconConfidence },
      falseAlarm: null,
      periodSeconds: null,
    });
    expect(best?.needs.length).toBeGreaterThan(0);
  });

  test("shows all rows unless told otherwise", async () => {
    const top = await cli(["rescore", export_, "--top", "3"]);
    expect(findingsOf(top.out)).toHaveLength(3);
    expect(top.err).toContain(`the best 3 of ${rows.length} findings; --top 0 shows all`);
    const least = await cli(["rescore", export_, "--min-score", "0.4"]);
    for (const { score } of findingsOf(least.out)) expect(score).toBeGreaterThanOrEqual(0.4);
  });

  test("writes table, CSV and NDJSON, too", async () => {
    const table = await cli(["rescore", export_, "--format", "table"]);
    expect(table.out).toMatch(/^ *# +score +level +source +destination +count +mean/);
    expect(table.out).toContain("To settle it: ");
    const csv = await cli(["rescore", export_, "--format", "csv"]);
    const [header = "", ...lines] = csv.out.trimEnd().split("\r\n");
    const names = splitRecord(header, ",");
    expect(names.slice(-4)).toEqual(["row", "file", "family", "needs"]);
    expect(lines).toHaveLength(rows.length);
    for (const line of lines) expect(splitRecord(line, ",")).toHaveLength(names.length);
    const ndjson = await cli(["rescore", export_, "--format", "ndjson"]);
    expect(ndjson.out.trimEnd().split("\n")).toHaveLength(rows.length);
  });

  test("reads standard input's forms, several days, and a folder", async () => {
    const days = [0, 1].map((day) => {
      const next = randomRows({
        ...{ seed: "rescore", rows: 30, arithmetic: "double" },
        start: Date.UTC(2026, 10, 20 + day),
      });
      return folder.file(`day-${day}.csv`, writeExport(next, "api-csv"));
    });
    const { out } = await cli(["rescore", ...days]);
    const several = findingsOf(out).filter(({ history }) => history.length === 2);
    expect(several.length).toBeGreaterThan(0);
    for (const { history } of several) expect(history.map(({ file }) => file)).toEqual(days);
  });

  test("tells of a file without one readable row what it would tell of it alone", async () => {
    const many = rows.map((row) => ({ ...row, RequestCount: row.RequestCount + 1_000_000 }));
    const mixed = folder.path("mixed");
    mkdirSync(mixed);
    writeFileSync(join(mixed, "a.json"), writeExport(rows, "rest"));
    const unread = join(mixed, "b.csv");
    writeFileSync(unread, writeExport(many, "grouped-csv"));
    const alone = await cli(["rescore", unread]);
    expect(alone.status).toBe(1);
    expect(alone.err).toMatch(/b\.csv: no row can be read; 30 records rejected .*--grouping ","/);
    const { status, out } = await cli(["rescore", mixed]);
    expect(status).toBe(0);
    const message = alone.err.trimEnd().replace("beaconry: ", "");
    expect(JSON.parse(out).warnings).toEqual([{ code: "rejected", message, file: unread }]);
  });

  test("tells what a row says against itself, with row and column", async () => {
    const broken = rows.with(4, { ...(rows[4] as ReferenceRow), DurationSeconds: 7 });
    const file = folder.file("broken.json", writeExport(broken, "rest"));
    const { status, out, err } = await cli(["rescore", file]);
    expect(status).toBe(0);
    expect(JSON.parse(out).warnings).toMatchObject([
      { code: "row-mismatch", row: 5, column: "DurationSeconds" },
    ]);
    expect(err).toContain("row 5");
  });

  test("tells twenty complaints on stderr, and all of them in JSON", async () => {
    const broken = rows.map((row) => ({
      ...row,
      AvgIntervalSeconds: row.AvgIntervalSeconds + 0.37,
    }));
    const file = folder.file("averages.json", writeExport(broken, "rest"));
    const { out, err } = await cli(["rescore", file]);
    expect(JSON.parse(out).warnings).toHaveLength(rows.length);
    expect(err.trimEnd().split("\n")).toHaveLength(21);
    expect(err).toContain(`${rows.length - 20} more complaints about rows`);
  });

  test("writes the queries of the rows worth it into a folder", async () => {
    const path = folder.path("queries");
    const { out } = await cli(["rescore", export_, "--drill-down", path]);
    const worth = findingsOf(out).filter(({ score }) => score >= 0.3);
    const files = readdirSync(path).filter((name) => name.endsWith(".aql"));
    expect(files).toHaveLength(worth.length);
    const [first] = worth;
    const aql = readFileSync(join(path, files[0] as string), "utf8");
    expect(aql).toContain(`sourceip = '${first?.source}'`);
    const [, start, end] = /BETWEEN (\d+) AND (\d+)/.exec(aql) ?? [];
    expect(Number(start)).toBeLessThanOrEqual(first?.firstSeen ?? 0);
    expect(Number(end)).toBe((first?.lastSeen ?? 0) + 999);
    const again = await cli(["rescore", export_, "--drill-down", path]);
    expect(again).toMatchObject({ status: 2, out: "" });
    expect(again.err).toContain("is not empty; --force");
  });

  test("leaves out what is allowed, and takes families of the user's own", async () => {
    const [{ destinationip, sourceip }] = rows as [ReferenceRow];
    const allow = folder.file("allow.txt", `${destinationip} # ours\n`);
    const allowed = await cli(["rescore", export_, "--allow", allow]);
    expect(allowed.err).toContain("left out by the allow list");
    for (const { destination } of findingsOf(allowed.out)) {
      expect(destination).not.toBe(destinationip);
    }
    const pattern = [{ id: "ours", name: "our own", networks: [destinationip] }];
    const families = folder.file("families.json", JSON.stringify(pattern));
    const { out } = await cli(["rescore", export_, "--families", families]);
    const found = findingsOf(out).find((one) => one.source === sourceip);
    expect(found).toMatchObject({ family: "ours" });
    expect(found?.explanation.join(" ")).toContain("It looks like our own");
    const wrong = folder.file("wrong.json", '[{ "id": "x", "ports": ["a"] }]');
    const refused = await cli(["rescore", export_, "--families", wrong]);
    expect(refused.status).toBe(2);
    expect(refused.err).toContain("--families: ");
  });

  test("exits with 3 for a rejected row when strict, and 4 for a level that is reached", async () => {
    const bad = folder.file("bad.json", writeExport(rows, "rest").replace("10.1.0.", "10.1.x."));
    const rejects = folder.path("rejects.ndjson");
    expect(await cli(["rescore", bad, "--strict", "--rejects", rejects])).toMatchObject({
      status: 3,
    });
    expect(JSON.parse(readFileSync(rejects, "utf8"))).toMatchObject({ file: bad });
    expect((await cli(["rescore", export_, "--fail-on", "low"])).status).toBe(4);
    expect((await cli(["rescore", export_, "--fail-on", "high"])).status).toBe(0);
  });

  test("hands over what is worth it", async () => {
    const file = folder.path("set.txt");
    const over = ["--hand-over", "refset", "--min-score", "0.4", "--output", file];
    const { status, out } = await cli(["rescore", export_, ...over]);
    expect({ status, out }).toEqual({ status: 0, out: "" });
    for (const line of readFileSync(file, "utf8").trimEnd().split("\n")) {
      expect(line).toMatch(/^203\.0\.113\.\d+$/);
    }
  });
});

describe("rescore refuses, all problems at once,", () => {
  test("what makes no sense", async () => {
    const { status, err } = await cli([
      ...["rescore", "--arithmetic", "real", "--grouping", "1", "--hours", "3"],
      ...["--families", folder.path("none.json"), "--collection-id", "3"],
    ]);
    expect(status).toBe(2);
    for (const part of [
      "--arithmetic takes one of auto, double, integer, mixed",
      "--grouping takes one character",
      "--hours goes with --qradar and no exports",
      "--families: cannot read",
      "--collection-id goes with --hand-over bulk only",
      "no exports: name JSON or CSV files",
    ]) {
      expect(err).toContain(part);
    }
  });

  test("files that hold no rows, saying what they are", async () => {
    const events = folder.file(
      "events.json",
      '{"events":[{"starttime":1791564626189,"sourceip":"10.0.0.1","destinationip":"203.0.113.9","destinationport":443}]}',
    );
    const { status, err } = await cli(["rescore", events]);
    expect(status).toBe(1);
    expect(err).toMatch(/events.*score/);
    const scored = await cli(["score", export_]);
    expect(scored.status).toBe(1);
    expect(scored.err).toContain("beaconry rescore");
  });

  test("a console without a token, and one beside exports without a drill-down", async () => {
    const { status, err } = await cli(["rescore", export_, "--qradar", "https://console.example"]);
    expect(status).toBe(2);
    expect(err).toContain("QRADAR_TOKEN");
    expect(err).toContain("--qradar beside exports fetches events, and goes with --drill-down");
  });

  test("options of files where a console is asked", async () => {
    const { status, err } = await cli([
      ...["rescore", "--qradar", "https://console.example", "--grouping", ","],
      ...["--rejects", folder.path("rejected.ndjson")],
    ]);
    expect(status).toBe(2);
    expect(err).toContain("--grouping is about exported files");
    expect(err).toContain("--rejects is about exported files");
    const fetching = ["--drill-down", folder.path("fetching"), "--grouping", ","];
    const beside = await cli([
      "rescore",
      export_,
      "--qradar",
      "https://console.example",
      ...fetching,
    ]);
    expect(beside.err).not.toContain("--grouping is about");
  });

  test("to write what was not asked for", async () => {
    const path = folder.path("nothing");
    await cli(["rescore", export_, "--drill-down", path, "--grouping", "1"]);
    expect(existsSync(path)).toBe(false);
  });
});

describe("score --rows", () => {
  test("says where its options belong", async () => {
    const { status, err } = await cli(["score", export_, "--time-format", "HH", "--grouping", ","]);
    expect(status).toBe(2);
    expect(err).toContain("--time-format goes with --rows only");
    expect(err).toContain("--grouping goes with --rows only");
  });
});
