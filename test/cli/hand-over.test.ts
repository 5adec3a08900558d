import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { numberOption } from "../../src/cli/checked-option.js";
import {
  checkHandOver,
  givenMinScore,
  type HandOverOptions,
  limitsOf,
  withHandOverOptions,
  writeHandOver,
} from "../../src/cli/hand-over.js";
import { Problems } from "../../src/cli/problems.js";
import { VERSION } from "../../src/cli/version.js";
import { finding } from "../qradar/hand-over/findings.js";

function commandOf(...args: string[]): Command {
  const problems = new Problems();
  const command = new Command()
    .option("--format <name>")
    .addOption(numberOption(problems, "--top <n>", "", { min: 0 }).default(50))
    .addOption(numberOption(problems, "--min-score <x>", "", { min: 0, max: 1 }).default(0));
  withHandOverOptions(command, problems).parse(args, { from: "user" });
  checkHandOver(command.opts(), problems);
  problems.throwIfAny();
  return command;
}

function parsed(...args: string[]): HandOverOptions & { readonly minScore: number | undefined } {
  const command = commandOf(...args);
  return { ...command.opts(), minScore: givenMinScore(command) };
}

const limits = (...args: string[]) => limitsOf(commandOf(...args));

const findings = [0.9, 0.5, 0.49].map((score, i) =>
  finding({ score, destination: `203.0.113.${i}` }),
);
const agent = finding({
  score: 0.6,
  destination: "203.0.113.7",
  family: "endpoint-agent",
  level: "medium",
});
const handedOver = async (...args: string[]) => {
  const { handOver = "note", minScore, ...options } = parsed(...args);
  const [out, err]: [string[], string[]] = [[], []];
  const io = {
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => err.push(text) },
  };
  const all = { ...options, handOver, timeZone: "UTC" };
  await writeHandOver({ findings: [...findings, agent], warnings: [] }, all, minScore, io);
  return { text: out.join(""), told: err.join("") };
};

describe("the options of a hand-over", () => {
  test("are a kind and a collection, all problems told at once", () => {
    expect(parsed("--hand-over", "bulk", "--collection-id", "42")).toMatchObject({
      handOver: "bulk",
      collectionId: 42,
    });
    expect(() => parsed("--hand-over", "stix", "--collection-id", "-1")).toThrow(
      /--hand-over takes one of refset, bulk, note, leef, not "stix"; --collection-id takes a whole number/,
    );
  });

  test("do not go together with what they would make meaningless", () => {
    expect(() => parsed("--hand-over", "refset", "--collection-id", "4")).toThrow(
      "--collection-id goes with --hand-over bulk only",
    );
    expect(() => parsed("--collection-id", "4")).toThrow("goes with --hand-over bulk only");
    expect(() => parsed("--hand-over", "note", "--format", "csv")).toThrow(
      "--format and --hand-over exclude each other",
    );
    expect(() => parsed("--hand-over-all")).toThrow("goes with --hand-over only");
    expect(() => parsed("--format", "csv")).not.toThrow();
  });
});

describe("the limits of findings", () => {
  test("are those of the command where nothing is handed over", () => {
    expect(limits()).toEqual({ top: 50, minScore: 0 });
    expect(limits("--top", "7", "--min-score", "0.2")).toEqual({ top: 7, minScore: 0.2 });
  });

  test("are with a hand-over those that were named, and else none but level low", () => {
    expect(limits("--hand-over", "note")).toEqual({ top: 0, minScore: 0.3 });
    const named = ["--top", "50", "--min-score", "0"];
    expect(limits("--hand-over", "note", ...named)).toEqual({ top: 50, minScore: 0 });
  });
});

describe("a hand-over", () => {
  test("has findings from medium on, unless told otherwise", async () => {
    const { text } = await handedOver("--hand-over", "refset");
    expect(text).toBe("203.0.113.0\n203.0.113.1\n");
    const all = await handedOver("--hand-over", "refset", "--min-score", "0");
    expect(all.text).toMatch(/113\.2\n$/);
    const best = await handedOver("--hand-over", "refset", "--min-score", "0.6");
    expect(best.text).toBe("203.0.113.0\n");
  });

  test("leaves out usual false alarms and says so, unless all are asked for", async () => {
    const some = await handedOver("--hand-over", "refset", "--min-score", "0.6");
    expect(some.text).toBe("203.0.113.0\n");
    expect(some.told).toBe(
      "beaconry: warning: 1 finding is not handed over, as usual false alarms or managed agents: 203.0.113.7 (medium 0.60, fits endpoint-agent); --hand-over-all takes all\n",
    );
    const all = await handedOver(
      ...["--hand-over", "refset", "--hand-over-all", "--min-score", "0.6"],
    );
    expect(all).toEqual({ text: "203.0.113.0\n203.0.113.7\n", told: "" });
  });

  test("has the collection and the version where they belong", async () => {
    const bulk = await handedOver("--hand-over", "bulk", "--collection-id", "42");
    expect(JSON.parse(bulk.text)[0].collection_id).toBe(42);
    const leef = await handedOver("--hand-over", "leef");
    expect(leef.text).toContain(`|beaconry|${VERSION}|BeaconPair|`);
  });

  test.each([
    ["refset", ""],
    ["bulk", "[]\n"],
    ["note", ""],
    ["leef", ""],
  ])("without findings is an empty %s, and says so", async (kind, empty) => {
    expect(await handedOver("--hand-over", kind, "--min-score", "1")).toEqual({
      text: empty,
      told: "beaconry: warning: there is no finding to hand over: what is written is empty\n",
    });
  });
});
