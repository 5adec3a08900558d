import { Command } from "commander";
import { pairCount } from "../pairs.js";
import { diagnose, reference } from "../reference/index.js";
import { renderReference } from "../render/reference-rows.js";
import type { Io } from "./io.js";
import {
  type OutputOptions,
  Problems,
  type SharedOptions,
  withOutputOptions,
  withReadingOptions,
} from "./options.js";
import { readInputs, readingOptions } from "./read-inputs.js";
import { outputFormat, readingStatus, tellWarnings, writeResult } from "./report.js";
import { type RuleOptions, ruleFrom, withRuleOptions } from "./rule-options.js";

interface ReferenceCommandOptions extends SharedOptions, OutputOptions, RuleOptions {
  readonly explain?: boolean;
}

const EXAMPLES = `
Examples:
  beaconry reference events.json                     the query's rows over the last 24 hours of the data
  beaconry reference events.json --explain           and for every other pair the clause it fell to
  beaconry reference conn.log --end 2026-11-24T00:00:00Z --format csv
  beaconry reference events.json --arithmetic integer --count-field eventcount

Without a direction in the records it is computed from the private networks and --internal.`;

/** The command that answers the reference query. */
export function referenceCommand(io: Io, end: (status: number) => void): Command {
  const command = new Command("reference")
    .description(
      "answer the reference QRadar query exactly, and say why pairs are not in the answer",
    )
    .argument("<inputs...>", "log files, directories, or - for standard input")
    .option("--explain", "tell for each pair that is not returned which clause dropped it");
  return withReadingOptions(withRuleOptions(withOutputOptions(command)))
    .addHelpText("after", EXAMPLES)
    .action(async (inputs: string[], options: ReferenceCommandOptions) => {
      end(await runReference(inputs, options, io));
    });
}

async function runReference(
  inputs: string[],
  options: ReferenceCommandOptions,
  io: Io,
): Promise<number> {
  const problems = new Problems();
  const reading = readingOptions(options, problems);
  problems.throwIfAny();
  const rule = await ruleFrom(options);
  const table = await readInputs(inputs, options, reading, io);
  const result = reference(table, {
    rule,
    end: reading.end,
    internal: reading.internal,
    timeZone: reading.timeZone,
    explain: options.explain === true,
    ...(reading.hours !== undefined && { hours: reading.hours }),
  });
  const input = { ...table.input, pairs: pairCount(table) };
  const warnings = [...result.warnings, ...diagnose(table)];
  const report = { ...result, input, warnings };
  await writeResult(renderReference(report, outputFormat(options, io)), options, io);
  tellWarnings(warnings, options, io);
  return readingStatus(table, options);
}
