import { cpSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import type { RescoredFinding } from "../../src/qradar/rescore/index.js";
import { cli, temporaryFolder } from "../support/cli.js";

const folder = temporaryFolder();
afterAll(folder.remove);

const ROWS = "examples/qradar/rows";
const EVENTS = "examples/qradar/events";
const findingsOf = (out: string) => JSON.parse(out).findings as RescoredFinding[];
const codesOf = (out: string) =>
  (JSON.parse(out).warnings as { code: string }[]).map(({ code }) => code);

describe("score --rows", () => {
  test("keeps managed agents from seeming the only ones at their server", async () => {
    const { out } = await cli(["score", EVENTS, "--rows", ROWS, "--top", "0"]);
    const critical = findingsOf(out).filter(({ level }) => level === "critical");
    expect(critical).toHaveLength(3);
    for (const { scores } of findingsOf(out)) {
      const rarity = scores.find(({ id }) => id === "prevalence")?.evidence;
      if (rarity?.reaching !== undefined) expect(rarity.sources).toBe(30);
    }
  });

  test("tells of too few events", async () => {
    const [head = "", ...lines] = readFileSync(
      `${EVENTS}/001_10.61.1.60_198.18.87.83_8443.csv`,
      "utf8",
    ).split("\n");
    const few = folder.file("few.csv", [head, ...lines.slice(0, 3), ""].join("\n"));
    const { out } = await cli(["score", few, "--rows", ROWS]);
    expect(JSON.parse(out).warnings).toContainEqual(
      expect.objectContaining({
        code: "events-differ",
        message: expect.stringContaining("the events are 3, too few to score"),
      }),
    );
  });

  test("takes the rule and the families of the rows", async () => {
    const events = "examples/data/qradar-events.json";
    const rows = folder.path("splunk.csv");
    const variant = ["--variant", "splunk"];
    await cli(["reference", events, ...variant, "--format", "csv", "--output", rows]);
    const plain = await cli(["score", events, "--rows", rows]);
    const told = await cli(["score", events, "--rows", rows, ...variant]);
    expect(codesOf(plain.out)).toContain("row-mismatch");
    expect(codesOf(told.out)).not.toContain("row-mismatch");
    const [first] = findingsOf(told.out).filter(({ row }) => row !== null);
    const pattern = [{ id: "mine", name: "my own", networks: [first?.destination] }];
    const families = folder.file("families.json", JSON.stringify(pattern));
    const own = await cli(["score", events, "--rows", rows, "--families", families]);
    expect(findingsOf(own.out).some(({ family }) => family === "mine")).toBe(true);
    const alone = await cli(["score", events, "--families", families, ...variant]);
    expect(alone.status).toBe(2);
    expect(alone.err).toContain("--variant goes with --rows only");
    expect(alone.err).toContain("--families goes with --rows only");
  });

  test("tells once what the allow list leaves out", async () => {
    const allow = folder.file("allow.txt", "198.19.164.192\n");
    const { out } = await cli(["score", EVENTS, "--rows", ROWS, "--allow", allow]);
    expect(codesOf(out).filter((code) => code === "allowed")).toHaveLength(1);
  });
});

describe("what a hand-over leaves out", () => {
  const refset = (...args: string[]) => cli(["score", EVENTS, ...args, "--hand-over", "refset"]);
  const agents = "198.19.24.164";

  test("are managed agents, known by rows or by events alone, and each is named", async () => {
    for (const rows of [["--rows", ROWS], []]) {
      const { out, err } = await refset(...rows);
      expect(out.trim().split("\n")).toHaveLength(3);
      expect(out).not.toContain(agents);
      expect(err).toMatch(/5 findings are not handed over.*: 198\.19\.24\.164 \(.*--hand-over-all/);
      expect((await refset(...rows, "--hand-over-all")).out).toContain(agents);
    }
  });

  test("is nothing by the length of a table", async () => {
    const lines = Array.from({ length: 60 }, (_, pair) =>
      Array.from(
        { length: 50 },
        (_, i) => `${1_764_000_000 + i * 60 + pair},10.0.${pair}.1,203.0.113.${pair},443`,
      ),
    );
    const head = "time,source,destination,port";
    const many = folder.file("many.csv", [head, ...lines.flat(), ""].join("\n"));
    const handed = async (...args: string[]) =>
      (await cli(["score", many, "--hand-over", "refset", ...args])).out.trim().split("\n").length;
    expect(await handed()).toBe(60);
    expect(await handed("--top", "7")).toBe(7);
  });
});

test("a table of rows and events tells itself what --top cuts off", async () => {
  const args = ["score", EVENTS, "--rows", ROWS, "--top", "12"];
  const table = await cli([...args, "--format", "table"]);
  expect(table.out).toContain("\n12 of 42 findings (--top 0 shows all); 117 rows from 3 exports");
  expect(table.err).toBe("");
  const { err } = await cli([...args, "--format", "json"]);
  expect(err).toContain("the best 12 of 42 findings; --top 0 shows all");
});

describe("no input is overwritten", () => {
  test("that lies in a folder, or is named by --rows", async () => {
    const inputs = folder.path("inputs");
    cpSync("examples/qradar", inputs, { recursive: true });
    const day = `${inputs}/rows/2026-11-20.json`;
    const before = readFileSync(day, "utf8");
    for (const args of [
      ["rescore", `${inputs}/rows`, "--output", day],
      ["rescore", `${inputs}/rows`, "--rejects", day],
      ["score", `${inputs}/events`, "--rows", `${inputs}/rows`, "--output", day],
      ["score", `${inputs}/events`, "--rows", day, "--output", day],
    ]) {
      expect((await cli(args)).status).toBe(2);
      expect(readFileSync(day, "utf8")).toBe(before);
    }
  });
});

describe("a hand-over of rows", () => {
  test("tells no times that cannot be right", async () => {
    const text = readFileSync(`${ROWS}/2026-11-22.json`, "utf8").replace(
      /(2026-\d\d-\d\d )(\d\d)/g,
      (_, date, hour) => `${date}${String(Number(hour) % 12 || 12).padStart(2, "0")}`,
    );
    const file = folder.file("twelve.json", text);
    const note = await cli(["rescore", file, "--hand-over", "note"]);
    expect(note.out).toBe("");
    expect(note.err).toContain("rows are not handed over");
    const set = await cli(["rescore", file, "--hand-over", "refset"]);
    expect(set.out).not.toBe("");
  });
});
