import { Command } from "commander";
import type { Warning } from "../intake.js";
import { pairCount } from "../pairs.js";
import { diagnose, reference } from "../reference/index.js";
import type { OutputFormat } from "../render/output-format.js";
import { renderReference } from "../render/reference-rows.js";
import { checkFiles } from "./output-files.js";
import { type OutputOptions, withOutputOptions } from "./output-options.js";
import { type QradarOptions, withQradarOptions } from "./qradar-options.js";
import { readInputs } from "./read-inputs.js";
import { endOf, type ReadingOptions, withReadingOptions } from "./reading-options.js";
import { askConsole } from "./reference-qradar.js";
import { outputFormat, readingStatus, tellWarnings, writeResult } from "./report.js";
import { type RuleOptions, ruleGiven, withRuleOptions } from "./rule-options.js";
import type { Session } from "./session.js";

interface ReferenceCommandOptions
  extends ReadingOptions,
    OutputOptions,
    RuleOptions,
    QradarOptions {
  readonly explain?: boolean;
}

const EXAMPLES = `
Examples:
  beaconry reference events.json                     the query's rows over the last 24 hours of the data
  beaconry reference events.json --explain           and for every other pair the clause it fell to
  beaconry reference conn.log --end 2026-11-24T00:00:00Z --format csv
  beaconry reference events.json --arithmetic integer --count-field eventcount
  beaconry reference conn.log --variant sentinel     the same detection as published for another platform
  beaconry reference --qradar https://console.example --hours 24
                                                     run there; the token is in QRADAR_TOKEN

With --qradar the window is whole minutes, ends with the last full one unless --end is given, and the rows are printed
as the console computed them.
Without a direction in the records it is computed from the private networks and --internal.
A rule file is JSON and may be partial: { "minCount": 30, "hours": 168 }; the other fields are the default's.`;

/** The command that answers the reference query. */
export function referenceCommand(session: Session): Command {
  const { problems, end } = session;
  const command = new Command("reference")
    .description(
      "answer the reference QRadar query exactly, and say why pairs are not in the answer",
    )
    .argument("[inputs...]", "log files, directories, or - for standard input")
    .option("--explain", "tell for each pair that is not returned which clause dropped it");
  withQradarOptions(command, problems);
  withRuleOptions(withOutputOptions(command, problems), problems);
  return withReadingOptions(command, problems)
    .addHelpText("after", EXAMPLES)
    .action(async (inputs: string[], options: ReferenceCommandOptions) => {
      if (options.qradar !== undefined) end(await askConsole(command, inputs, options, session));
      else end(await runReference(inputs, options, session));
    });
}

async function runReference(
  inputs: readonly string[],
  options: ReferenceCommandOptions,
  { io, problems }: Session,
): Promise<number> {
  const { timeZone, hours, internal, explain = false } = options;
  if (inputs.length === 0) {
    problems.add("no inputs: name log files, directories, or - for standard input");
  }
  const end = endOf(options, problems);
  const rule = await problems.attempt("--rule", () => ruleGiven(options));
  checkFiles(inputs, options, problems);
  problems.throwIfAny();
  const table = await readInputs(inputs, options, io);
  const result = reference(table, {
    end,
    timeZone,
    explain,
    ...(rule && { rule }),
    ...(hours !== undefined && { hours }),
    ...(internal && { internal }),
  });
  const format = outputFormat(options, io);
  const warnings = [...result.warnings, ...diagnose(table), ...unseen(explain, format)];
  const report = {
    ...result,
    timeZone,
    input: { ...table.input, pairs: pairCount(table) },
    warnings,
    dropped: explain ? result.dropped : undefined,
  };
  await writeResult(renderReference(report, format), options, io);
  tellWarnings(warnings, options, io);
  return readingStatus(table, options.strict);
}

function unseen(explain: boolean, format: OutputFormat): Warning[] {
  if (!explain || format === "table" || format === "json") return [];
  const message = `--format ${format} holds the query's rows only; --explain shows in table and json`;
  return [{ code: "explain-unseen", message }];
}
