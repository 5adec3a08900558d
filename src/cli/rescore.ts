import { Command } from "commander";
import { rescore } from "../qradar/rescore/index.js";
import { ruleBehind } from "../qradar/rule-behind.js";
import { DEFAULT_RULE, type Rule, toAql, toImprovedAql } from "../reference/index.js";
import { numberOption } from "./checked-option.js";
import { consoleExport } from "./console-export.js";
import {
  checkDrillDown,
  type DrillDownFolder,
  drillDownTop,
  withDrillDownOptions,
} from "./drill-down.js";
import { isReached } from "./fail-on.js";
import {
  checkHandOver,
  givenMinScore,
  type HandOverOptions,
  withHandOverOptions,
} from "./hand-over.js";
import { EXIT } from "./io.js";
import { allowFile } from "./named-lists.js";
import { checkFiles, checkWritable } from "./output-files.js";
import { type OutputOptions, withOutputOptions } from "./output-options.js";
import { type QradarOptions, qradarClient, withQradarOptions } from "./qradar-options.js";
import { readExports } from "./read-exports.js";
import { RESCORE_HELP } from "./rescore-help.js";
import { type RescoringOptions, withRescoringOptions } from "./rescoring-options.js";
import { checkRowInputs } from "./row-inputs.js";
import { givenTimeZone, type RowOptions, rowZone, withRowOptions } from "./row-options.js";
import { type RowRuleOptions, rowRule, withRowRuleOptions } from "./row-rule.js";
import { drillDownOfRows } from "./rows-drill-down.js";
import type { Session } from "./session.js";
import { writeRescored } from "./write-rescored.js";

interface RescoreCommandOptions
  extends OutputOptions,
    RowOptions,
    RowRuleOptions,
    HandOverOptions,
    DrillDownFolder,
    QradarOptions,
    RescoringOptions {
  readonly hours?: number;
  readonly end?: string;
  readonly strict?: boolean;
}

/** What the command line says of how much is wanted. */
interface Limits {
  /** Undefined where the user named none. */
  readonly minScore: number | undefined;
  /** Of queries of a drill-down; 0: all. */
  readonly most: number;
}

/** The command that rescores exported rows. */
export function rescoreCommand(session: Session): Command {
  const { problems, end } = session;
  const command = new Command("rescore")
    .description("check, re-rank and explain exported rows of the QRadar query")
    .argument(
      "[exports...]",
      "exported answers (JSON or CSV), directories, or - for standard input",
    );
  withRescoringOptions(command, problems);
  withRowRuleOptions(withRowOptions(command, problems), problems);
  withDrillDownOptions(command);
  withQradarOptions(command, problems)
    .addOption(
      numberOption(
        problems,
        "--hours <n>",
        "with --qradar: the length of the window (default: the rule's)",
        {
          over: 0,
          max: 876_000,
        },
      ),
    )
    .option(
      "--end <time>",
      "with --qradar: its end; now, epoch milliseconds, an ISO date or time (default: now)",
    );
  return withHandOverOptions(withOutputOptions(command, problems), problems)
    .option("--rejects <file>", "write rejected rows as NDJSON: file, line, reason, text")
    .option("--strict", "exit with 3 when a row was rejected")
    .addHelpText("after", RESCORE_HELP)
    .action(async (inputs: string[], options: RescoreCommandOptions) => {
      const limits = { minScore: givenMinScore(command), most: drillDownTop(command) };
      const given = { ...options, ...givenTimeZone(command) };
      end(await runRescore(inputs, given, limits, session));
    });
}

async function runRescore(
  inputs: readonly string[],
  options: RescoreCommandOptions,
  { minScore, most }: Limits,
  { io, problems }: Session,
): Promise<number> {
  const { hours } = options;
  const { rule, families } = await rowRule(options, problems);
  const allow = await problems.attempt("--allow", () => allowFile(options.allow));
  const client = options.qradar === undefined ? undefined : qradarClient(options, problems);
  const end = checkRowInputs(inputs, options, problems);
  checkFiles(inputs, options, problems);
  checkHandOver(options, problems);
  checkDrillDown(options, problems);
  problems.throwIfAny();
  checkWritable(options.output);
  const asked = client !== undefined && inputs.length === 0;
  const wanted = rule ?? DEFAULT_RULE;
  const question = {
    ...{ aql: aqlOf(wanted, options), end },
    rule: { ...wanted, hours: hours ?? wanted.hours },
  };
  const answer = asked ? await consoleExport(client, question, options, io) : undefined;
  const exports = answer ? [answer.exported] : await readExports(inputs, options, io);
  const behind = rule ?? ruleBehind(exports);
  const timeZone = rowZone(options, exports);
  const result = rescore(exports, {
    timeZone,
    rule: asked ? { ...behind, hours: question.rule.hours } : behind,
    arithmetic: options.arithmetic,
    top: options.top,
    minScore: options.minScore,
    ...(allow && { allow }),
    ...(families && { families }),
  });
  const source = { exports, rule: behind, ...(answer && { bytes: answer.bytes }) };
  const drilled = await drillDownOfRows(result, source, { ...options, most }, client, io);
  io.onRead?.();
  const told = { ...result, warnings: [...result.warnings, ...drilled] };
  await writeRescored(told, exports, { ...options, timeZone }, minScore, io);
  if (drilled.some(({ code }) => code === "drill-down-failed")) return EXIT.failed;
  if (options.strict === true && result.input.rejected > 0) return EXIT.rejected;
  return isReached(options.failOn, result.findings) ? EXIT.found : EXIT.done;
}

/** The improved query has exact times and more columns. */
function aqlOf(rule: Rule, { variant }: RescoreCommandOptions): string {
  return variant === "improved" ? toImprovedAql(rule) : toAql(rule);
}
