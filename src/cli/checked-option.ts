import { type Command, Option } from "commander";
import type { Problems } from "./problems.js";

/**
 * An option whose value is read from text. What `read` gives undefined for goes to the problems as `--flag takes <expected>`, and
 * the parsing goes on, where commander's own checks would end it at the first. `before` is the value so far, when the option comes
 * again. The value of an option that was wrong is its default or, without one, empty text: commander has it so.
 */
export function checkedOption<T>(
  problems: Problems,
  flags: string,
  help: string,
  expected: string,
  read: (text: string, before: T | undefined) => T | undefined,
): Option {
  const [flag] = flags.split(" ");
  const option = new Option(flags, help);
  return option.argParser((text: string, before: T | undefined) => {
    const value = read(text, before);
    if (value !== undefined) return value;
    problems.add(`${flag} takes ${expected}, not "${text.slice(0, 80)}"`);
    return option.defaultValue;
  });
}

/** An option with one of a few values, which the help lists. */
export function choiceOption(
  problems: Problems,
  flags: string,
  help: string,
  values: readonly string[],
): Option {
  const expected = `one of ${values.join(", ")}`;
  const read = (text: string) => values.find((value) => value === text);
  const option = checkedOption(problems, flags, help, expected, read);
  option.argChoices = [...values];
  return option;
}

/** What a number may be. */
export interface NumberRange {
  readonly min?: number;
  /** More than this. */
  readonly over?: number;
  readonly max?: number;
  readonly whole?: boolean;
}

/** An option with a decimal number. */
export function numberOption(
  problems: Problems,
  flags: string,
  help: string,
  range: NumberRange,
): Option {
  const { min = Number.NEGATIVE_INFINITY, over = Number.NEGATIVE_INFINITY } = range;
  const { max = Number.POSITIVE_INFINITY, whole = false } = range;
  const fits = (value: number) =>
    value >= min && value > over && value <= max && (!whole || Number.isInteger(value));
  return checkedOption(problems, flags, help, expectedNumber(range), (text) => {
    const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
    return fits(value) ? value : undefined;
  });
}

function expectedNumber({ min, over, max, whole }: NumberRange): string {
  const bounds = [
    ...(min === undefined ? [] : [`of at least ${min}`]),
    ...(over === undefined ? [] : [`over ${over}`]),
    ...(max === undefined ? [] : [`up to ${max}`]),
  ];
  return `a ${whole ? "whole number" : "number"} ${bounds.join(" and ")}`;
}

/** Whether the user named an option, by its name in code: where not, its value is a default. */
export function isGiven(command: Command, name: string): boolean {
  return command.getOptionValueSource(name) === "cli";
}
