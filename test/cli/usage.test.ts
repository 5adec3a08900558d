import { afterAll, describe, expect, test } from "vitest";
import { defaultScorers } from "../../src/scorers/index.js";
import { DEFAULT_PROFILE, parseProfile, profiles } from "../../src/scoring/index.js";
import { cli, temporaryFolder } from "../support/cli.js";

const folder = temporaryFolder();
afterAll(folder.remove);
const log = "examples/data/conn.log";

/** The problems that a command line is told, one by one. */
async function problemsOf(...args: string[]): Promise<string[]> {
  const { status, out, err } = await cli(args);
  expect([status, out]).toEqual([2, ""]);
  expect(err).toMatch(/^beaconry: usage: [^\n]*\n$/);
  return err.trimEnd().slice("beaconry: usage: ".length).split("; ");
}

describe("wrong usage of score", () => {
  test("is told all at once, unknown options and bad files included", async () => {
    const profile = folder.file("profile.json", '{"prior":-1,"wieghts":{}}');
    const allow = folder.file("allow.txt", "10.0.0.0/33\nfine.example\na b\n");
    const args = [
      ...["score", log, "--top", "-1", "--min-score", "2", "--min-count", "0", "--hours", "x"],
      ...["--end", "soon", "--time-zone", "Mars/Base", "--internal", "10.0.0.0/99"],
      ...["--scorers", "interval-mad,nope", "--fail-on", "some", "--format", "xml"],
      ...["--csv-columns", "colour=x", "--field", "time", "--time-unit", "h", "--from", "word"],
      ...["--max-events", "0", "--threads", "1.5", "--profile", profile, "--allow", allow],
      ...["--frobnicate", "--verbose"],
    ];
    const problems = await problemsOf(...args);
    const begin = (text: string) => problems.filter((problem) => problem.startsWith(text)).length;
    for (const flag of args.filter((text) => /^--(?!frob|verb)/.test(text))) {
      expect(begin(flag), flag).toBeGreaterThan(0);
    }
    expect(begin("--profile: ")).toBe(2);
    expect(problems).toContain("unknown option '--frobnicate'");
    expect(problems).toContain("unknown option '--verbose'");
    expect(problems).toContain(
      `--allow: ${allow}: not an address, a CIDR range or a domain: "10.0.0.0/33", "a b"`,
    );
  });

  test("names what is meant by a misspelt option, and still tells the rest", async () => {
    expect(await problemsOf("score", log, "--fromat", "--top", "x")).toEqual([
      '--top takes a whole number of at least 0, not "x"',
      "unknown option '--fromat' (Did you mean --format?)",
    ]);
  });

  test("is told once, however much depends on what is wrong", async () => {
    const zone = ["--time-zone", "Mars/Base", "--end", "2026-11-24T00:00:00"];
    expect(await problemsOf("score", log, ...zone)).toHaveLength(1);
    const rule = ["--variant", "x", "--bounds", "y", "--arithmetic", "z"];
    expect(await problemsOf("reference", log, ...rule)).toHaveLength(3);
    const fields = ["--field", "a", "--field", "host=b", "--internal", "x", "--internal", "::1"];
    expect(await problemsOf("score", log, ...fields)).toHaveLength(2);
  });

  test("is to name no inputs", async () => {
    const what = "no inputs: name log files, directories, or - for standard input";
    expect(await problemsOf("score")).toEqual([what]);
    expect(await problemsOf("reference", "--bounds", "x")).toContain(what);
  });

  test("is to read standard input twice", async () => {
    expect(await problemsOf("score", "-", "-")).toEqual([
      "- (standard input) can be read only once",
    ]);
  });

  test.each(["toString", "nosuch", ""])("is the profile %j", async (profile) => {
    const [problem] = await problemsOf("score", log, "--profile", profile);
    expect(problem).toMatch(/^--profile: cannot read .*\(no such file or directory\)$/);
  });

  test("is a profile that is no JSON, or a folder", async () => {
    const broken = folder.file("broken.json", "{");
    expect((await problemsOf("score", log, "--profile", broken))[0]).toMatch(/is not JSON: /);
    const [problem] = await problemsOf("score", log, "--profile", folder.path("."));
    expect(problem).toContain("(it is a directory)");
  });

  test("is to write over an input, or two results into one file", async () => {
    const input = folder.file("input.csv", "time,src,dst,dport\n");
    expect(await problemsOf("score", input, "--rejects", input)).toEqual([
      `--rejects: ${input} is an input`,
    ]);
    expect(await problemsOf("score", input, "--output", folder.path("./input.csv"))).toHaveLength(
      1,
    );
    const out = folder.path("new.json");
    expect(await problemsOf("score", input, "--output", out, "--rejects", out)).toEqual([
      `--rejects: ${out} is the file of --output`,
    ]);
  });

  test("is to leave the value of an option away", async () => {
    const { status, err } = await cli(["score", log, "--top"]);
    expect([status, err]).toEqual([2, "beaconry: option '--top <n>' argument missing\n"]);
  });

  test("cannot reach the terminal with what was typed", async () => {
    const { err } = await cli(["score", log, "--end", "\u001b]0;x\u0007", "--\u001b[2J"]);
    expect(err).not.toMatch(/(?!\n$)\p{Cc}/u);
  });
});

describe("wrong usage of reference and aql", () => {
  test("is told all at once, the rule's problems too", async () => {
    const rule = folder.file("rule.json", '{"ports":[70000],"hours":0,"colour":1,"shape":2}');
    for (const args of [["reference", log], ["aql"]]) {
      const problems = await problemsOf(
        ...args,
        "--rule",
        rule,
        "--bounds",
        "x",
        "--empty-sum",
        "1",
      );
      expect(problems.map((problem) => problem.split(/:? /, 2).join(" ")).sort()).toEqual([
        "--bounds takes",
        "--empty-sum takes",
        "--rule colour",
        "--rule hours",
        "--rule ports[0]",
        "--rule shape",
      ]);
    }
  });

  test.each(["[]", "null", "3"])("is the rule %s", async (json) => {
    const rule = folder.file("rule.json", json);
    expect((await problemsOf("aql", "--rule", rule))[0]).toMatch(/^--rule: expected an object/);
  });

  test("is an input for aql", async () => {
    expect(await problemsOf("aql", log)).toEqual([
      "too many arguments for 'aql'. Expected 0 arguments but got 1.",
    ]);
  });
});

describe("help", () => {
  test("is what beaconry alone prints, on stderr, and ends with 2", async () => {
    const { status, out, err } = await cli([]);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toBe((await cli(["--help"])).out);
  });

  test.each([[["--help"]], [["score", "--help"]], [["reference", "--help"]], [["aql", "--help"]]])(
    "of %j teaches by examples",
    async (args) => {
      const { status, out } = await cli(args);
      expect(status).toBe(0);
      expect(out).toMatch(/\nExamples:\n {2}beaconry \w+/);
    },
  );

  test("has examples that are right", async () => {
    for (const command of ["score", "reference", "aql"]) {
      const { out } = await cli([command, "--help"]);
      const examples = Array.from(out.matchAll(/beaconry ((?:score|reference|aql)\b.*)/g), String);
      expect(examples.length).toBeGreaterThan(3);
      for (const flag of examples.join(" ").match(/--[a-z-]+/g) ?? []) {
        expect(out).toMatch(new RegExp(`^ +${flag}\\b`, "m"));
      }
    }
  });

  test("of score names every scorer and profile, and its example of a profile is one", async () => {
    const out = (await cli(["score", "--help"])).out.replace(/\s+/g, " ");
    const plain = out.replaceAll(" ", "");
    for (const { id } of defaultScorers) expect(plain).toContain(id);
    expect(out).toContain(`${Object.keys(profiles).join(", ")}, or a JSON file`);
    const [, example = ""] = /such as (\{.*?\}) ?\./.exec(out) ?? [];
    const { weights } = parseProfile(JSON.parse(example));
    for (const id of Object.keys(weights)) expect(plain).toContain(id);
    for (const field of Object.keys(DEFAULT_PROFILE)) expect(out).toContain(`"${field}"`);
  });

  test("tells the exit statuses, and how --end is read", async () => {
    expect((await cli(["--help"])).out).toMatch(/Exit status: 0 done; 1 .*; 2 .*\n3 .*; 4 /);
    const { out } = await cli(["score", "--help"]);
    expect(out.replace(/\s+/g, " ")).toContain("without an offset it is one of --time-zone");
  });
});

test("a command that is none is told, with the one that may be meant", async () => {
  expect(await cli(["scor", log])).toMatchObject({
    status: 2,
    err: "beaconry: unknown command 'scor' (Did you mean score?)\n",
  });
});
