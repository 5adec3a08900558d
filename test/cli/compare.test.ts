import { afterAll, describe, expect, test } from "vitest";
import { cli, temporaryFolder } from "../support/cli.js";

const folder = temporaryFolder();
afterAll(folder.remove);
const LOG = "examples/data/conn.log";

describe("compare", () => {
  test("sets our findings beside the reference query's, with the reasons of both", async () => {
    const args = ["compare", LOG, "--against", "reference", "--top", "3", "--format", "table"];
    const { status, out, err } = await cli(args);
    expect([status, err]).toEqual([0, ""]);
    expect(out).toMatch(/^beaconry and reference on 18 pairs: rank correlation -?\d\.\d\d\n/);
    expect(out).toMatch(/Shared: \d+ of 10 in the first 10, 18 of 18 in the first 50/);
    expect(out).toMatch(/Reported: \d+ by both, \d+ by beaconry only, \d+ by reference only/);
    const below = out.split("Where they differ most")[1] ?? "";
    expect(below.match(/^10\./gm)).toHaveLength(3);
    expect(below.replace(/\s+/g, " ")).toMatch(/reference: (Not returned|Returned as)/);
  });

  test("prints JSON, and CSV with one disagreement a row", async () => {
    const args = ["compare", LOG, "--against", "flare", "--top", "0"];
    const json = JSON.parse((await cli(args)).out);
    expect(json).toMatchObject({ ours: "beaconry", theirs: "flare", pairs: 18 });
    const csv = (await cli([...args, "--format", "csv"])).out.trimEnd().split("\r\n");
    expect(csv[0]).toBe(
      "source,destination,port,count,oursRank,oursValue,oursFlagged,oursReason,theirsRank,theirsValue,theirsFlagged,theirsReason",
    );
    expect(csv).toHaveLength(1 + json.disagreements.length);
  });

  test("finds no difference between a profile and itself", async () => {
    const { out } = await cli(["compare", LOG, "--against", "default"]);
    expect(JSON.parse(out).disagreements).toEqual([]);
  });

  test("compares two profiles, each a name or a file", async () => {
    const mine = folder.file("mine.json", '{"name":"mine"}');
    const { status, out } = await cli(["compare", LOG, "--against", mine]);
    expect(status).toBe(0);
    expect(JSON.parse(out).theirs).toBe(`profile ${mine}`);
  });

  test("looks at the window asked for", async () => {
    const args = ["compare", LOG, "--against", "flare", "--min-count", "1"];
    const all = JSON.parse((await cli(args)).out);
    const last = JSON.parse((await cli([...args, "--hours", "1"])).out);
    expect(last.pairs).toBeLessThan(all.pairs);
    const never = await cli([...args, "--hours", "1", "--end", "2001-01-01"]);
    expect(never).toMatchObject({ status: 1, out: "" });
    expect(never.err).toContain("no connection in the window");
  });
});

describe("wrong usage of compare", () => {
  test("is told with what is possible", async () => {
    const told = async (...args: string[]) => {
      const { status, err } = await cli(["compare", LOG, ...args]);
      expect(status).toBe(2);
      return err;
    };
    expect(await told()).toContain(
      "--against is missing: it takes rita, a CSV that RITA exported, a",
    );
    expect(await told("--against", "rows.csv")).toContain("cannot read rows.csv");
    expect(await told("--against", "rite")).toMatch(
      /unknown "rite": it takes rita, .* a profile \(/,
    );
    expect(await told("--against", "no.json")).toContain("cannot read no.json");
    expect((await cli(["compare", "--against", "flare"])).err).toContain("no inputs");
  });
});
