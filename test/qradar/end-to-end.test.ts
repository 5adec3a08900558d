import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Cohort } from "../../src/evaluation/cohort.js";
import { browsing } from "../../src/evaluation/families/browsing.js";
import { diurnal } from "../../src/evaluation/families/diurnal.js";
import { fixed } from "../../src/evaluation/families/fixed.js";
import { oneSidedJitter } from "../../src/evaluation/families/one-sided-jitter.js";
import { poisson } from "../../src/evaluation/families/poisson.js";
import { twoSidedJitter } from "../../src/evaluation/families/two-sided-jitter.js";
import { simulate } from "../../src/evaluation/simulate.js";
import { writeQradar } from "../../src/evaluation/write-qradar.js";
import type { RescoredFinding } from "../../src/qradar/rescore/index.js";
import { type ArielServer, arielServer, TOKEN } from "../support/ariel-server.js";
import { cli, temporaryFolder } from "../support/cli.js";

const START = Date.UTC(2026, 10, 22);
const HOUR = 3_600_000;

/** A day at a site: three implants among busy pairs, all but one of which the query calls high. */
const cohorts: Cohort[] = [
  { family: oneSidedJitter, parameters: { periodSeconds: 300, jitter: 0.2 } },
  { family: twoSidedJitter, parameters: { periodSeconds: 600, jitter: 0.3 }, port: 8443 },
  { family: fixed, parameters: { periodSeconds: 60 }, hours: [20, 24] },
  { family: browsing, parameters: { minimumOffSeconds: 120 }, pairs: 6 },
  { family: diurnal, parameters: { perDay: 260 }, pairs: 6 },
  { family: poisson, parameters: { perDay: 150 }, pairs: 6 },
];
const estate = simulate({ seed: "estate", start: START, hours: 24, hosts: 40, cohorts });
const implants = new Set(estate.labels.filter(({ label }) => label === "c2").map(keyOf));

function keyOf(pair: { source: string; destination: string; port: number }): string {
  return `${pair.source} ${pair.destination} ${pair.port}`;
}

/** A console that holds the estate's events, and answers a drill-down as the query says. */
function answer(aql: string): object[] {
  const [, source, destination] =
    /sourceip = '([^']+)'\s+AND destinationip = '([^']+)'/.exec(aql) ?? [];
  const [, port] = /destinationport = (\d+)/.exec(aql) ?? [];
  const [, first, last] = /starttime BETWEEN (\d+) AND (\d+)/.exec(aql) ?? [];
  const [, start, stop] = /START (\d+) STOP (\d+)$/.exec(aql) ?? [];
  const bounds = [first, last, start, stop].map(Number) as [number, number, number, number];
  expect(bounds[2] % 60_000 === 0 && bounds[3] % 60_000 === 0).toBe(true);
  expect(bounds[2] <= bounds[0] && bounds[1] < bounds[3]).toBe(true);
  return events.filter(
    (event) =>
      event.sourceip === source &&
      event.destinationip === destination &&
      event.destinationport === Number(port) &&
      event.starttime >= bounds[0] &&
      event.starttime <= bounds[1],
  );
}

interface QradarEvent {
  readonly starttime: number;
  readonly sourceip: string;
  readonly destinationip: string;
  readonly destinationport: number;
}
const log = writeQradar(estate.connections);
const events = JSON.parse(log).events as QradarEvent[];

describe("from an estate to one report", () => {
  const folder = temporaryFolder();
  let server: ArielServer;
  beforeAll(async () => {
    server = await arielServer({ answer, polls: 2 });
    vi.stubEnv("QRADAR_TOKEN", TOKEN);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await server.close();
    folder.remove();
  });

  test("implants lead and volume-only rows fall", async () => {
    const file = folder.file("events.json", log);
    const rows = folder.path("rows.json");
    const end = ["--end", String(START + 24 * HOUR - 1)];
    expect(await cli(["reference", file, ...end, "--output", rows])).toMatchObject({ status: 0 });
    const query = JSON.parse(readFileSync(rows, "utf8")).rows as { BeaconConfidence: string }[];
    const high = query.filter((row) => row.BeaconConfidence === "high");
    expect(high.length).toBeGreaterThan(implants.size + 10);

    const drill = folder.path("queries");
    const rescored = await cli(["rescore", rows, "--drill-down", drill, "--qradar", server.url]);
    expect(rescored).toMatchObject({ status: 0, err: "" });
    const aggregates = JSON.parse(rescored.out);
    expect(aggregates.arithmetic).toMatchObject({ mode: "double", source: "inferred" });
    expect(aggregates.warnings).toEqual([]);
    for (const finding of aggregates.findings as RescoredFinding[]) {
      expect(finding.score).toBeLessThan(0.7);
      expect(finding.needs).not.toEqual([]);
    }
    const queries = readdirSync(drill).filter((name) => name.endsWith(".aql"));
    const fetched = readdirSync(join(drill, "events"));
    expect(fetched.length).toBe(queries.length);
    expect(fetched.length).toBeGreaterThanOrEqual(implants.size);

    const scored = await cli(["score", join(drill, "events"), "--rows", rows, "--top", "0"]);
    expect(scored.status).toBe(0);
    const report = JSON.parse(scored.out);
    const findings = report.findings as RescoredFinding[];
    expect(findings).toHaveLength(query.length);
    expect(new Set(findings.slice(0, implants.size).map(keyOf))).toEqual(implants);
    for (const finding of findings.slice(0, implants.size)) {
      expect(finding.level).toMatch(/high|critical/);
      expect(finding.row).toBeGreaterThan(0);
      expect(finding.needs).toEqual([]);
    }
    const volume = findings.filter(
      (finding) => finding.reference.reason === "volume" && !implants.has(keyOf(finding)),
    );
    expect(volume.length).toBeGreaterThan(8);
    for (const finding of volume) expect(finding.score).toBeLessThan(0.5);
    expect(
      report.warnings.filter(({ code }: { code: string }) => code === "events-differ"),
    ).toEqual([]);

    const handed = await cli([
      ...["score", join(drill, "events"), "--rows", rows],
      ...["--hand-over", "refset", "--min-score", "0.7"],
    ]);
    expect(new Set(handed.out.trim().split("\n"))).toEqual(
      new Set([...implants].map((key) => key.split(" ")[1])),
    );
    expect(server.kept()).toEqual([]);
  }, 60_000);

  test("the same rows come straight from the console", async () => {
    const rows = JSON.parse(readFileSync(folder.path("rows.json"), "utf8")).rows;
    const answered = (aql: string) => (/GROUP BY/.test(aql) ? rows : []);
    const console = await arielServer({ answer: answered });
    try {
      const end = ["--end", String(START + 24 * HOUR)];
      const queries = folder.path("asked");
      const asked = await cli([
        ...["rescore", "--qradar", console.url, ...end, "--drill-down", queries],
      ]);
      const exported = await cli(["rescore", folder.path("rows.json")]);
      const plain = ({ out }: { out: string }) =>
        (JSON.parse(out).findings as RescoredFinding[]).map(({ file, history, ...rest }) => rest);
      expect(asked.status).toBe(0);
      expect(plain(asked)).toEqual(plain(exported));
      await cli(["rescore", "--qradar", console.url, ...end, "--variant", "improved"]);
      const asks = console.requests.map(({ path }) => decodeURIComponent(path));
      expect(asks.some((path) => path.includes("FirstMs"))).toBe(true);
      const kept = await cli(["rescore", join(queries, "rows.json")]);
      expect(plain(kept)).toEqual(plain(exported));
    } finally {
      await console.close();
    }
  }, 30_000);
});
