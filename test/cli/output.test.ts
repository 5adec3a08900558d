import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { cli, temporaryFolder } from "../support/cli.js";

const folder = temporaryFolder();
afterAll(folder.remove);

const DATA = "examples/data";
const HEADER = "time,src,dst,dport";
const line = (i: number, port = 443) =>
  `${new Date(Date.UTC(2026, 10, 23) + i * 60_000).toISOString()},10.0.0.1,203.0.113.9,${port}`;
const lines = (count: number, port = 443) => Array.from({ length: count }, (_, i) => line(i, port));
const csv = (...rows: string[]) => [HEADER, ...rows, ""].join("\n");
const log = folder.file("log.csv", csv(...lines(100), ...lines(50, 80)));

describe("the result goes", () => {
  test("to standard output as a table on a terminal, as JSON elsewhere, as told anywhere", async () => {
    expect((await cli(["score", log], { tty: true })).out).toMatch(/^#/);
    expect((await cli(["score", log])).out).toMatch(/^\{\n {2}"beaconry"/);
    expect((await cli(["score", log, "--output", "-"], { tty: true })).out).toMatch(/^#/);
    expect((await cli(["score", log, "--format", "table"])).out).toMatch(/^#/);
    expect((await cli(["score", log, "--format", "json"], { tty: true })).out).toMatch(/^\{/);
  });

  test("to a file, with the bytes that standard output would get", async () => {
    for (const format of ["table", "json", "ndjson", "csv"]) {
      const path = folder.path(`out.${format}`);
      const args = ["score", DATA, "--top", "0", "--quiet", "--format", format];
      const [written, shown] = [await cli([...args, "--output", path]), await cli(args)];
      expect(written).toEqual({ status: 0, out: "", err: "" });
      expect(readFileSync(path, "utf8")).toBe(shown.out);
    }
  });

  test("with the arithmetic of reference as default, unless an option or a rule names one", async () => {
    const arithmetic = async (...args: string[]) =>
      JSON.parse((await cli(["reference", log, ...args])).out).arithmetic;
    const rule = folder.file("hours.json", '{ "hours": 48 }');
    expect(await arithmetic()).toEqual({ mode: "double", source: "default" });
    expect(await arithmetic("--rule", rule, "--bounds", "strict")).toEqual({
      mode: "double",
      source: "default",
    });
    expect(await arithmetic("--arithmetic", "mixed")).toEqual({ mode: "mixed", source: "option" });
    expect((await arithmetic("--variant", "sentinel")).source).toBe("option");
  });

  test("nowhere when the file cannot be written, which is told before anything is read", async () => {
    const path = folder.path("no/such/folder/out.json");
    const missing = folder.path("missing.log");
    expect(await cli(["score", missing, "--output", path])).toEqual({
      status: 1,
      out: "",
      err: `beaconry: ${path}: cannot be written (no such file or directory)\n`,
    });
    expect((await cli(["score", log, "--output", folder.path(".")])).err).toContain(
      "cannot be written (it is a directory)",
    );
    expect((await cli(["score", log, "--rejects", path])).status).toBe(1);
    expect((await cli(["aql", "--output", path])).status).toBe(1);
  });

  test("out the same, byte by byte, when asked for twice", async () => {
    for (const args of [["score"], ["reference", "--explain"]]) {
      for (const format of ["table", "json", "ndjson", "csv"]) {
        const [command, ...rest] = args as [string, ...string[]];
        const all = [command, DATA, ...rest, "--format", format];
        expect(await cli(all)).toEqual(await cli(all));
      }
    }
  });
});

describe("warnings", () => {
  const rejecting = folder.file("rejecting.csv", csv(...lines(20), "never,10.0.0.1,a,1"));

  test("are told on stderr, a line each, and are in the JSON", async () => {
    const { out, err } = await cli(["score", rejecting]);
    const { warnings } = JSON.parse(out);
    expect(err).toBe(
      warnings
        .map(({ message }: { message: string }) => `beaconry: warning: ${message}\n`)
        .join(""),
    );
    expect(warnings.map(({ code }: { code: string }) => code)).toEqual(["rejected", "no-bytes"]);
  });

  test("are not told with --quiet, which does not hide errors", async () => {
    expect((await cli(["score", rejecting, "--quiet"])).err).toBe("");
    expect((await cli(["score", folder.path("no"), "--quiet"])).err).toMatch(/^beaconry: /);
  });

  test("say that --top cut findings off, where the table does not say it itself", async () => {
    const hint = "the best 1 of 2 findings; --top 0 shows all";
    const piped = await cli(["score", log, "--top", "1"]);
    expect(piped.err).toContain(`beaconry: warning: ${hint}\n`);
    expect(JSON.parse(piped.out).warnings).toContainEqual({ code: "top", message: hint });
    const shown = await cli(["score", log, "--top", "1"], { tty: true });
    expect(shown.err).not.toContain(hint);
    expect(shown.out).toContain("1 of 2 pairs");
    expect(shown.out).toContain("; --top 0 shows all\n");
  });

  test("say that CSV and NDJSON do not show what --explain tells", async () => {
    for (const format of ["csv", "ndjson"]) {
      const { err } = await cli(["reference", log, "--explain", "--format", format]);
      expect(err).toContain(`--format ${format} holds the query's rows only`);
    }
    expect((await cli(["reference", log, "--explain"])).err).not.toContain("holds the query's");
  });
});

describe("rejected records", () => {
  test("are written with file, line, reason and text, safe to show, one a line", async () => {
    const path = folder.path("rejects.ndjson");
    const bad = folder.file(
      "bad.csv",
      csv(line(0), "never,10.0.0.1,203.0.113.9,443", line(1), "\u009b2J,10.0.0.1,203.0.113.9,443"),
    );
    await cli(["score", bad, "--rejects", path]);
    const text = readFileSync(path, "utf8");
    expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
    const rejects = text
      .trimEnd()
      .split("\n")
      .map((one) => JSON.parse(one));
    expect(rejects.map((reject) => Object.keys(reject).join())).toEqual([
      "file,line,reason,text",
      "file,line,reason,text",
    ]);
    expect(rejects.map(({ line, text }) => [line, text])).toEqual([
      [3, "never,10.0.0.1,203.0.113.9,443"],
      [5, "\u009b2J,10.0.0.1,203.0.113.9,443"],
    ]);
  });

  test("leave an empty file when there are none, and all of them when there are many", async () => {
    const path = folder.path("rejects.ndjson");
    await cli(["score", log, "--rejects", path]);
    expect(readFileSync(path, "utf8")).toBe("");
    const many = new Array(3000).fill("never,10.0.0.1,203.0.113.9,443");
    const bad = folder.file("many.csv", csv(line(0), ...many));
    const { status } = await cli(["reference", bad, "--rejects", path, "--strict"]);
    expect(status).toBe(3);
    expect(readFileSync(path, "utf8").split("\n")).toHaveLength(3001);
  });

  test("are written even when not one record was accepted", async () => {
    const path = folder.path("rejects.ndjson");
    const bad = folder.file("none.csv", csv("never,10.0.0.1,203.0.113.9,443"));
    const { status, err } = await cli(["score", bad, "--rejects", path]);
    expect(status).toBe(1);
    expect(err).toBe(
      `beaconry: ${bad}: not one connection among them (1 records, 1 rejected, 0 ignored; 1 record rejected (first: ${bad}:2: bad time "never"))\n`,
    );
    expect(JSON.parse(readFileSync(path, "utf8")).line).toBe(2);
  });
});

describe("an exit status", () => {
  const rejecting = folder.file("strict.csv", csv(...lines(99), "never,10.0.0.1,a,1"));
  const missing = folder.path("missing.log");

  test("of 1 goes before 3, and 3 before 4", async () => {
    const strict = ["--strict", "--fail-on", "low"];
    expect((await cli(["score", rejecting, missing, ...strict])).status).toBe(1);
    expect((await cli(["score", rejecting, ...strict])).status).toBe(3);
    expect((await cli(["score", rejecting, "--fail-on", "low"])).status).toBe(4);
    expect((await cli(["score", log, "--strict", "--fail-on", "critical"])).status).toBe(0);
    expect((await cli(["reference", rejecting, "--strict"])).status).toBe(3);
  });

  test("of 4 is about the findings that are left", async () => {
    const allow = folder.file("allow.txt", "203.0.113.9");
    const args = ["score", log, "--fail-on", "high"];
    expect((await cli(args)).status).toBe(4);
    expect((await cli([...args, "--allow", allow])).status).toBe(0);
    expect((await cli([...args, "--end", "2020-01-01"])).status).toBe(0);
  });

  test("of 1 comes with the findings on what could be read, when a file is gone", async () => {
    const mixed = folder.path("mixed");
    mkdirSync(mixed);
    writeFileSync(join(mixed, "a.csv"), csv(...lines(20)));
    symlinkSync(missing, join(mixed, "b.csv"));
    const { status, out, err } = await cli(["score", mixed]);
    expect(status).toBe(1);
    expect(JSON.parse(out).findings[0].count).toBe(20);
    expect(err).toContain("b.csv: no such file");
  });

  test("of 1 comes with an error that names an empty folder", async () => {
    const empty = folder.path("empty");
    mkdirSync(empty);
    const { status, out, err } = await cli(["score", empty]);
    expect([status, out]).toEqual([1, ""]);
    expect(err).toMatch(/^beaconry: [^\n]*no files[^\n]*\n$/);
  });
});

describe("aql writes", () => {
  const plain = async (...args: string[]) => (await cli(["aql", ...args])).out;

  test("the query as text, on a terminal or not", async () => {
    const { out } = await cli(["aql"], { tty: true });
    expect(out).toMatch(/^SELECT\n[\s\S]*\nLAST 24 HOURS\n$/);
    expect(await plain()).toBe(out);
    expect(await plain("--format", "table")).toBe(out);
  });

  test("the rule beside it as JSON, on one line as NDJSON", async () => {
    const json = JSON.parse(await plain("--format", "json"));
    expect(Object.keys(json)).toEqual(["rule", "aql"]);
    expect(`${json.aql}\n`).toBe(await plain());
    const ndjson = await plain("--format", "ndjson");
    expect(ndjson).toMatch(/^[^\n]+\n$/);
    expect(JSON.parse(ndjson)).toEqual(json);
  });

  test("one cell without line breaks as CSV", async () => {
    const [heading, cell, ...rest] = (await plain("--format", "csv")).split("\r\n");
    expect([heading, ...rest]).toEqual(["aql", ""]);
    const text = await plain();
    expect(cell).toBe(`"${text.trim().replace(/\s+/g, " ").replaceAll('"', '""')}"`);
  });

  test("what all the options together make of the rule", async () => {
    const rule = folder.file("rule.json", '{"minCount":30,"hours":1.5,"volume":500}');
    const text = await plain(
      ...["--variant", "logscale", "--rule", rule, "--arithmetic", "integer"],
      ...["--count-field", "eventcount", "--time-field", "devicetime", "--bounds", "inclusive"],
    );
    expect(text).toMatch(/LAST 90 MINUTES\n$/);
    for (const part of [
      "HAVING SUM(eventcount) > 30",
      "MIN(devicetime)",
      "BETWEEN 1 AND 900",
      "SUM(eventcount) > 500",
      "LONG(",
      "< 120",
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain("eventdirection");
  });

  test("a text of its own for each variant", async () => {
    const variants = ["qradar", "splunk", "sentinel", "elastic", "logscale"];
    const texts = await Promise.all(variants.map((name) => plain("--variant", name)));
    expect(new Set(texts).size).toBe(variants.length);
    expect(texts[0]).toBe(await plain());
    expect(await plain("--variant", "sumo")).toBe(texts[4]);
  });
});
