import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { choiceOption, type NumberRange, numberOption } from "../../src/cli/checked-option.js";
import { Problems } from "../../src/cli/problems.js";

function parsed(range: NumberRange, text: string): unknown {
  const problems = new Problems();
  const command = new Command().addOption(numberOption(problems, "--n <n>", "", range));
  command.parse(["--n", text], { from: "user" });
  problems.throwIfAny();
  return command.opts().n;
}

describe("a number option", () => {
  test.each([
    ["0", 0],
    ["12", 12],
    ["0.5", 0.5],
    [".5", 0.5],
    ["1e6", 1_000_000],
    ["-3", -3],
    ["+3", 3],
  ])("takes %s", (text, value) => {
    expect(parsed({}, text)).toBe(value);
  });

  test.each(["", " ", "x", "1x", "0x10", "Infinity", "NaN", "1,5", "--", "1 2", "1e999"])(
    "does not take %j",
    (text) => {
      expect(() => parsed({ max: 1e300 }, text)).toThrow("--n takes a number");
    },
  );

  test.each<[NumberRange, string, string]>([
    [{ min: 0, whole: true }, "-1", 'usage: --n takes a whole number of at least 0, not "-1"'],
    [{ min: 0, whole: true }, "1.5", 'usage: --n takes a whole number of at least 0, not "1.5"'],
    [{ over: 0, max: 9 }, "0", 'usage: --n takes a number over 0 and up to 9, not "0"'],
    [{ min: 0, max: 1 }, "1.01", 'usage: --n takes a number of at least 0 and up to 1, not "1.01"'],
  ])("of %j says what it takes", (range, text, message) => {
    expect(() => parsed(range, text)).toThrow(message);
  });

  test("takes both ends of its range", () => {
    expect([parsed({ min: 0, max: 1 }, "0"), parsed({ min: 0, max: 1 }, "1")]).toEqual([0, 1]);
  });
});

describe("a choice option", () => {
  test("takes its values only, lists them in the help, and lets the rest be read", () => {
    const problems = new Problems();
    const command = new Command()
      .addOption(choiceOption(problems, "--kind <name>", "what", ["one", "two"]))
      .addOption(choiceOption(problems, "--other <name>", "what", ["one", "two"]));
    command.parse(["--kind", "three", "--other", "two"], { from: "user" });
    expect(command.opts()).toMatchObject({ other: "two" });
    expect(() => problems.throwIfAny()).toThrow('usage: --kind takes one of one, two, not "three"');
    expect(command.helpInformation()).toContain('(choices: "one", "two")');
  });
});
