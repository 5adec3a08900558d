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
