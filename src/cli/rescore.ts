import { Command } from "commander";
import { isTimeZone } from "../formats/zone.js";
import { rescore } from "../qradar/rescore/index.js";
import { ruleBehind } from "../qradar/rule-behind.js";
import { DEFAULT_RULE, type Rule, toAql, toImprovedAql } from "../reference/index.js";
import type { Level } from "../scoring/index.js";
import { checkedOption, choiceOption, numberOption } from "./checked-option.js";
import { consoleExport } from "./console-export.js";
import { checkDrillDown, type DrillDownFolder, withDrillDownOptions } from "./drill-down.js";
import { failOnOption, isReached } from "./fail-on.js";
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
import { checkRowInputs } from "./row-inputs.js";
import { type RowOptions, withRowOptions } from "./row-options.js";
import { type RowRuleOptions, rowRule, withRowRuleOptions } from "./row-rule.js";
import { drillDownOfRows } from "./rows-drill-down.js";
import type { Session } from "./session.js";
import { writeRescored } from "./write-rescored.js";

const MODES = ["auto", "double", "integer", "mixed"] as const;

interface RescoreCommandOptions
  extends OutputOptions,
    RowOptions,
    RowRuleOptions,
    HandOverOptions,
    DrillDownFolder,
    QradarOptions {
  readonly top: number;
  readonly minScore: number;
  readonly arithmetic: (typeof MODES)[number];
  readonly allow?: string;
  readonly failOn?: Level;
  readonly hours?: number;
  readonly end?: string;
  readonly strict?: boolean;
}

const EXAMPLES = `
Examples:
  beaconry rescore rows.json                          every row checked, ranked anew, with reasons
  beaconry rescore 2026-11-2*.csv --top 20            several days: which pairs come back, and how steadily
  beaconry rescore rows.csv --allow known.txt --drill-down queries
                                                      AQL that fetches the events of the rows worth it
  beaconry rescore rows.json --drill-down queries --qradar https://console.example
                                                      and the events themselves, into queries/events
                                                      (again with --force: those that are missing)
  beaconry score queries/events --rows rows.json      rows and full scores in one report
  beaconry rescore --qradar https://console.example --drill-down queries
                                                      runs the query there first; its rows go to queries/rows.json
  beaconry rescore --qradar https://console.example --variant improved   the improved query, with exact times
  beaconry rescore rows.json --hand-over refset --output suspects.txt

A row has three numbers of a pair's times: the first, the last, and how many. They do not show regularity, so no row is more than
"medium". They show which sleeps have such a mean, whether "high" comes from volume alone, how many hosts do the same, whether the pair
comes back on other days; and each row says what would settle it. Rows are checked against themselves; --arithmetic auto tells from them
how the console divides. Of an export of the improved query the improved rule is taken; --rule and --variant name another.
Printed times are read in --time-zone, the console's.
The token of --qradar is in the environment variable QRADAR_TOKEN.
--families takes JSON, patterns of usual false alarms in place of our own: [{ "id": "updates", "name": "our update servers",
"networks": ["192.0.2.0/24"], "ports": [443], "leastSources": 5 }]; docs/qradar.md lists what a pattern may have.`;

/** The command that rescores exported rows. */
export function rescoreCommand(session: Session): Command {
  const { problems, end } = session;
  const command = new Command("rescore")
    .description("check, re-rank and explain exported rows of the QRadar query")
    .argument(
      "[exports...]",
      "exported answers (JSON or CSV), directories, or - for standard input",
    )
    .addOption(
      numberOption(problems, "--top <n>", "show the best n rows; 0 shows all", {
        min: 0,
        whole: true,
      }).default(0),
    )
    .addOption(
      numberOption(problems, "--min-score <x>", "leave out rows below this score", {
        min: 0,
        max: 1,
      }).default(0),
    )
    .addOption(
      choiceOption(
        problems,
        "--arithmetic <mode>",
        "how the console divides; auto tells it from the rows",
        MODES,
      ).default("auto"),
    )
    .option("--allow <file>", "known destinations: a CIDR, address or domain a line, # comments")
    .addOption(failOnOption(problems))
    .addOption(
      checkedOption(
        problems,
        "--time-zone <iana>",
        "the console's zone: of FirstSeen and LastSeen, and of printed times",
        "an IANA time zone such as Europe/Berlin",
        (text) => (isTimeZone(text) ? text : undefined),
      ).default("UTC"),
    );
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
    .addHelpText("after", EXAMPLES)
    .action(async (inputs: string[], options: RescoreCommandOptions) => {
      end(await runRescore(inputs, options, givenMinScore(command), session));
    });
}

async function runRescore(
  inputs: readonly string[],
  options: RescoreCommandOptions,
  minScore: number | undefined,
  { io, problems }: Session,
): Promise<number> {
  const { timeZone, hours } = options;
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
  const result = rescore(exports, {
    timeZone,
    rule: asked ? { ...behind, hours: question.rule.hours } : behind,
    arithmetic: options.arithmetic,
    top: options.top,
    minScore: options.minScore,
    ...(allow && { allow }),
    ...(families && { families }),
  });
  const source = { exports, rule: behind, ...(answer && { text: answer.text }) };
  const drilled = await drillDownOfRows(result, source, options, client, io);
  io.onRead?.();
  const told = { ...result, warnings: [...result.warnings, ...drilled] };
  await writeRescored(told, exports, options, minScore, io);
  if (options.strict === true && result.input.rejected > 0) return EXIT.rejected;
  return isReached(options.failOn, result.findings) ? EXIT.found : EXIT.done;
}

/** The improved query has exact times and more columns. */
function aqlOf(rule: Rule, { variant }: RescoreCommandOptions): string {
  return variant === "improved" ? toImprovedAql(rule) : toAql(rule);
}
