import { Command } from "commander";
import { RuleError } from "../errors.js";
import {
  BEACONRY,
  baselineDetectors,
  type Detector,
  profileDetector,
} from "../evaluation/detectors/index.js";
import { compare } from "../evaluation/evaluate/index.js";
import { DEFAULT_PROFILE, profiles } from "../scoring/index.js";
import { numberOption } from "./checked-option.js";
import { renderComparison } from "./comparison-view.js";
import { namedProfile } from "./named-profile.js";
import { checkFiles } from "./output-files.js";
import { type OutputOptions, withOutputOptions } from "./output-options.js";
import { readWindow } from "./read-window.js";
import { endOf, type ReadingOptions, withReadingOptions } from "./reading-options.js";
import { outputFormat, readingStatus, tellWarnings, writeResult } from "./report.js";
import type { Session } from "./session.js";

interface CompareCommandOptions extends ReadingOptions, OutputOptions {
  readonly against?: string;
  readonly profile: string;
  readonly minCount: number;
  readonly top: number;
}

const EXAMPLES = `
Examples:
  beaconry compare conn.log --against reference        our ranking beside the query's
  beaconry compare conn.log --against mine.json        two profiles on the same input
  beaconry compare conn.log --against flare --top 30 --format csv

A baseline is our own writing of another product's documented rule, not the product.`;

/** The command that sets two rankings of the same input side by side. */
export function compareCommand(session: Session): Command {
  const { problems, end } = session;
  const known = Object.keys(profiles).join(", ");
  const command = new Command("compare")
    .description("compare our findings with another profile's or a baseline's on the same input")
    .argument("<inputs...>", "log files, directories, or - for standard input")
    .option("--against <what>", `the other side: ${possible()}`)
    .option("--profile <name|file>", `our side: ${known}, or a JSON file`, DEFAULT_PROFILE.name)
    .addOption(
      numberOption(problems, "--top <n>", "show the n largest disagreements; 0 shows all", {
        min: 0,
        whole: true,
      }).default(10),
    )
    .addOption(
      numberOption(problems, "--min-count <n>", "leave out pairs with fewer connections", {
        min: 1,
        whole: true,
      }).default(4),
    );
  return withReadingOptions(withOutputOptions(command, problems), problems)
    .addHelpText("after", EXAMPLES)
    .action(async (inputs: string[], options: CompareCommandOptions) => {
      end(await runCompare(inputs, options, session));
    });
}

async function runCompare(
  inputs: readonly string[],
  options: CompareCommandOptions,
  { io, problems }: Session,
): Promise<number> {
  const { against, internal, minCount, top } = options;
  const end = endOf(options, problems);
  const profile = await problems.attempt("--profile", () => namedProfile(options.profile));
  if (against === undefined) problems.add(`--against is missing: it takes ${possible()}`);
  const theirs =
    against === undefined
      ? undefined
      : await problems.attempt("--against", () => otherSide(against, internal));
  checkFiles(inputs, options, problems);
  problems.throwIfAny();
  const table = await readWindow(inputs, options, end, io);
  const ours = profileDetector(BEACONRY, profile ?? DEFAULT_PROFILE);
  const comparison = compare(table, ours, theirs as Detector, { minCount, top });
  await writeResult(renderComparison(comparison, outputFormat(options, io)), options, io);
  tellWarnings(table.warnings, options, io);
  return readingStatus(table, options.strict);
}

function possible(): string {
  const baselines = baselineDetectors().map(({ id }) => id);
  return `a profile (${Object.keys(profiles).join(", ")}, a JSON file) or a baseline (${baselines.join(", ")})`;
}

async function otherSide(name: string, internal: readonly string[] = []): Promise<Detector> {
  const baseline = baselineDetectors(internal).find(({ id }) => id === name);
  if (baseline !== undefined) return baseline;
  if (name === "rita" || /\.csv$/i.test(name)) {
    throw new RuleError("against", [
      `"${name}" cannot be compared with in this version: it takes ${possible()}`,
    ]);
  }
  const isFile = /[./\\]/.test(name);
  if (!isFile && !Object.hasOwn(profiles, name)) {
    throw new RuleError("against", [`unknown "${name}": it takes ${possible()}`]);
  }
  return profileDetector(`profile ${name}`, await namedProfile(name));
}
