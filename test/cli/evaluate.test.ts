import { afterAll, describe, expect, test } from "vitest";
import { cli, temporaryFolder } from "../support/cli.js";

const folder = temporaryFolder();
afterAll(folder.remove);
const LOG = "examples/data/conn.log";
const LABELS = "examples/labels.json";
const SMALL = ["evaluate", "--families", "B1", "--seeds", "1", "--pairs", "1", "--benign", "20"];

describe("evaluate on simulated traffic", () => {
  test("prints tables, numbers right under their headings, and the same bytes again", async () => {
    const args = [...SMALL, "--baselines", "flare", "--format", "table"];
    const { status, out, err } = await cli(args);
    expect([status, err]).toEqual([0, ""]);
    expect(out).toMatch(/^ *\d+ {2}beaconry +\d\.\d\d/m);
    expect(out).toMatch(/^ *\d+ {2}flare +\d\.\d\d/m);
    expect(out).not.toMatch(/NaN|undefined|sentinel/);
    expect(out).toContain("Beaconry by family");
    expect(out).toContain("1 seeds (1), each with 1 pairs of a variant");
    expect((await cli(args)).out).toBe(out);
  });

  test("prints what it found as JSON and CSV, null and nothing where nothing was measured", async () => {
    const json = JSON.parse((await cli([...SMALL, "--baselines", "reference"])).out);
    expect(Object.keys(json)).toEqual(["beaconry", "settings", "benign", "families", "variants"]);
    expect(json.settings.seeds).toEqual(["1"]);
    expect(json.families[0]).toMatchObject({ code: "B1", detector: "beaconry", variant: null });
    expect(json.families[0].auc.low).toBeNull();
    const csv = (await cli([...SMALL, "--baselines", "reference", "--format", "csv"])).out;
    const [header, ...rows] = csv.trimEnd().split("\r\n");
    expect(header).toMatch(/^code,family,variant,detector,pairs,auc,aucLow,/);
    expect(rows).toHaveLength(json.families.length + json.variants.length);
    expect(csv).not.toContain("NaN");
  });

  test("ends when it is interrupted", async () => {
    const signal = AbortSignal.abort(new Error("interrupted"));
    expect(await cli(SMALL, { signal })).toEqual({
      status: 1,
      out: "",
      err: "beaconry: interrupted\n",
    });
  });

  test("shows on a terminal how far it is, and clears that", async () => {
    const { err } = await cli([...SMALL, "--baselines", "flare"], { tty: true });
    expect(err).toMatch(/0 % {2}training on seed 1/);
    expect(err.endsWith("\r\u001b[K")).toBe(true);
    const quiet = await cli([...SMALL, "--baselines", "flare", "--quiet"], { tty: true });
    expect(quiet.err).toBe("");
  });
});

describe("evaluate on labelled logs", () => {
  test("prints each detector's numbers, and where it ranks each labelled C2", async () => {
    const args = ["evaluate", LOG, "--labels", LABELS];
    const { status, out, err } = await cli([...args, "--format", "table"]);
    expect(status).toBe(0);
    expect(err).toBe("beaconry: warning: 13 of 31 labels name a pair that is not in the log\n");
    expect(out).toContain(
      "3 C2, 8 benign and 7 benign periodic pairs are labelled, of 18 in the log",
    );
    expect(out).toMatch(/^10\.20\.1\.45 +203\.0\.113\.5 +443 +one-sided-jitter/m);
    const json = JSON.parse((await cli(args)).out);
    expect(json).toMatchObject({ c2: 3, benign: 8, periodic: 7 });
    expect(json.results).toHaveLength(18 * json.outcomes.length);
    const csv = (await cli([...args, "--baselines", "flare", "--format", "csv"])).out;
    expect(csv).toMatch(/^source,destination,port,label,family,detector,value,rank,flagged,/);
  });

  test("looks at the window asked for", async () => {
    const args = ["evaluate", LOG, "--labels", LABELS, "--hours", "2", "--baselines", "flare"];
    const { status, out } = await cli(args);
    expect(status).toBe(0);
    const c2 = JSON.parse(out).results.filter(({ label }: { label: string }) => label === "c2");
    expect(c2.length).toBeGreaterThan(0);
  });
});

describe("wrong usage of evaluate", () => {
  test("is told all at once", async () => {
    const labels = folder.file("labels.json", '[{"source":"10.0.0.1","label":"evil"}]');
    const args = ["evaluate", LOG, "--labels", labels, "--seeds", "1,1", "--pairs", "0"];
    const { status, err } = await cli([
      ...args,
      "--families",
      "B1,X9",
      "--baselines",
      "flare,nope",
    ]);
    expect(status).toBe(2);
    for (const part of [
      "--pairs takes a whole number",
      '--baselines: no baseline "nope" (reference, interval-cv, flare,',
      "--labels: 0.destination: expected",
      "--labels: 0.label: expected one of c2, benign, benign-periodic",
      "--seeds: of simulated traffic only",
      '--families: no implant family "X9" (B1, ',
      "--seeds: 1 is given more than once",
    ]) {
      expect(err).toContain(part);
    }
  });

  test("names what is missing", async () => {
    expect((await cli(["evaluate", LOG])).err).toContain("--labels: needed to evaluate logs");
    expect((await cli(["evaluate", "--labels", LABELS])).err).toContain("no inputs: name the logs");
    const missing = await cli(["evaluate", LOG, "--labels", folder.path("none.json")]);
    expect(missing.err).toContain("no such file");
    expect(missing.status).toBe(2);
  });
});
