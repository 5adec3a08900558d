import type { Command } from "commander";
import { OUTPUT_FORMATS, type OutputFormat } from "../render/output-format.js";
import { choiceOption } from "./checked-option.js";
import type { Problems } from "./problems.js";

/** The options every command has. */
export interface OutputOptions {
  readonly format?: OutputFormat;
  readonly output?: string;
  readonly quiet?: boolean;
}

/** Adds the options of output. */
export function withOutputOptions(
  command: Command,
  problems: Problems,
  byDefault = "table on a terminal, else json",
): Command {
  const help = `how to show the result (default: ${byDefault})`;
  return command
    .addOption(choiceOption(problems, "--format <name>", help, OUTPUT_FORMATS))
    .option("--output <file>", "write the result to a file (- for standard output)")
    .option("--quiet", "no progress and no warnings on stderr");
}
