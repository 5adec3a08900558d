import { afterAll, describe, expect, test } from "vitest";
import { cli, temporaryFolder } from "../support/cli.js";
import { rowOf, writeExport } from "../support/qradar-exports.js";

const folder = temporaryFolder();
afterAll(folder.remove);

const ROWS = [16, 17].map((count) =>
  rowOf({ first: 1_791_500_000_000, span: 60_000 * (count - 1), count }),
);
const text = writeExport(ROWS, "rest");
const plain = folder.file("plain.json", text);
const named = folder.file(
  "named.json",
  text.replaceAll('"FirstSeen"', '"first"').replaceAll('"RequestCount"', '"how, many"'),
);
const empty = folder.file("empty.json", '{"events":[]}\n');
const eventsEach = (seconds: number, count: number) => ({
  events: Array.from({ length: count }, (_, i) => ({
    starttime: 1_791_500_000_000 + i * seconds * 1000,
    sourceip: "10.1.2.3",
    destinationip: "203.0.113.9",
    destinationport: 443,
  })),
});
const events = folder.file("events.json", JSON.stringify(eventsEach(60, 20)));
/** Many and rare: the confidence is high by volume, except where a variant asks for short intervals. */
const rare = folder.file("rare.json", JSON.stringify(eventsEach(200, 120)));

/** The findings without the name of the file. */
const findingsOf = (out: string) =>
  JSON.parse(out).findings.map((finding: object) => ({ ...finding, file: "", history: [] }));

describe("columns of rows that have other names", () => {
  test("are told with the option that names them", async () => {
    const { status, err } = await cli(["rescore", named]);
    expect(status).toBe(1);
    expect(err).toContain("name it with --row-columns FirstSeen=…");
  });

  test("are read where they were named", async () => {
    const map = ["--row-columns", 'FirstSeen=first,RequestCount="how, many"'];
    const { status, out } = await cli(["rescore", named, ...map]);
    expect(status).toBe(0);
    expect(findingsOf(out)).toEqual(findingsOf((await cli(["rescore", plain])).out));
    const repeated = ["--row-columns", "FirstSeen=first", "--row-columns", "RequestCount=how many"];
    expect((await cli(["rescore", named, ...repeated])).out).toBe(out);
    const { out: scored } = await cli(["score", events, "--rows", named, ...map]);
    expect(JSON.parse(scored).findings.length).toBeGreaterThan(0);
  });

  test.each(["FirstSeen", "FristSeen=first", "FirstSeen=a,FirstSeen=b"])(
    "cannot be named by %s",
    async (map) => {
      const { status, err } = await cli(["rescore", plain, "--row-columns", map]);
      expect(status).toBe(2);
      expect(err).toContain("--row-columns takes pairs of column=name");
    },
  );

  test("are those of rows", async () => {
    const { status, err } = await cli(["score", events, "--row-columns", "FirstSeen=first"]);
    expect(status).toBe(2);
    expect(err).toContain("--row-columns goes with --rows only");
  });
});

describe("score and reference", () => {
  test.each(["score", "reference"])(
    "%s reads an answer without events as such",
    async (command) => {
      const alone = await cli([command, empty]);
      expect(alone.status).toBe(1);
      expect(alone.err).toContain("not one connection among them (0 records");
      const beside = await cli([command, events, empty]);
      expect(beside.status).toBe(0);
      expect(beside.err).toContain(`${empty}: an answer of a console without events`);
    },
  );

  test("say that rows are for rescore, also those of our own reference", async () => {
    const own = folder.file("own.json", (await cli(["reference", events, "--format", "json"])).out);
    for (const file of [plain, own]) {
      const { status, err } = await cli(["score", file]);
      expect(status).toBe(1);
      expect(err).toContain("beaconry rescore reads those");
    }
    expect((await cli(["rescore", own])).status).toBe(0);
  });
});

describe("our own reference's rows", () => {
  test.each([
    ["of a variant", ["--variant", "sentinel"], "medium"],
    ["of shorter hours", [], "high"],
  ])("%s are read by their own rule", async (_, options, confidence) => {
    const { out } = await cli(["reference", rare, "--format", "json", "--hours", "7", ...options]);
    const { rows, ...told } = JSON.parse(out);
    expect(rows).toMatchObject([{ BeaconConfidence: confidence }]);
    const own = await cli(["rescore", folder.file("own-rule.json", out)]);
    expect(own).toMatchObject({ status: 0, err: "" });
    const bare = await cli(["rescore", folder.file("bare.json", JSON.stringify(rows))]);
    expect(bare.err).toContain(`of the 24 h asked for`);
    expect(told.rule.hours).toBe(7);
  });

  test("printed in the zone that they name are read in it, unless told otherwise", async () => {
    const zone = ["--time-zone", "Europe/Berlin"];
    const { out } = await cli([
      "reference",
      events,
      "--format",
      "json",
      "--hours",
      "0.34",
      ...zone,
    ]);
    const file = folder.file("zone.json", out);
    const own = await cli(["rescore", file]);
    expect(own.err).toBe("");
    expect(own).toEqual(await cli(["rescore", file, ...zone]));
    const other = await cli(["rescore", file, "--time-zone", "UTC"]);
    expect(other.err).toContain("read 2 h earlier: say with --time-zone");
    const table = await cli(["rescore", file, "--format", "table"]);
    expect(table.out).toContain(JSON.parse(out).rows[0].FirstSeen);
  });
});
