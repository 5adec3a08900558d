import type { Command } from "commander";
import type { Warning } from "../intake.js";
import {
  type AnsweredRows,
  type ArielClient,
  minuteWindow,
  referenceRowsOf,
  withWindow,
} from "../qradar/ariel/index.js";
import { parseRule, toAql } from "../reference/index.js";
import { renderReference } from "../render/reference-rows.js";
import { endTime } from "./end-time.js";
import { EXIT, type Io } from "./io.js";
import { checkWritable } from "./output-files.js";
import type { OutputOptions } from "./output-options.js";
import type { Problems } from "./problems.js";
import { type QradarOptions, qradarClient } from "./qradar-options.js";
import { qradarProgress } from "./qradar-progress.js";
import type { ReadingOptions } from "./reading-options.js";
import { outputFormat, tellWarnings, writeResult } from "./report.js";
import { type RuleOptions, ruleGiven } from "./rule-options.js";

interface Options extends QradarOptions, ReadingOptions, OutputOptions, RuleOptions {
  readonly explain?: boolean;
}

/** What reads logs, of which there are none. */
const READING = ["from", "internal", "csvColumns", "field", "timeUnit", "rejects"];
const MORE_READING = ["strict", "maxEvents", "threads"];
const MINUTE = 60_000;

/** Lets the console answer the rule over whole minutes, and prints its rows; gives the exit status. */
export async function askConsole(
  command: Command,
  inputs: readonly string[],
  options: Options,
  { io, problems }: { readonly io: Io; readonly problems: Problems },
): Promise<number> {
  noteConflicts(command, inputs, problems);
  const client = qradarClient(options, problems);
  const end = consoleEnd(command, options, problems);
  const given = await problems.attempt("--rule", () => ruleGiven(options));
  problems.throwIfAny();
  checkWritable(options.output);
  const rule = parseRule({ ...given, ...(options.hours && { hours: options.hours }) });
  const window = minuteWindow(end, rule.hours);
  const answer = await ask(client as ArielClient, withWindow(toAql(rule), window), options, io);
  const { rows, warnings } = answer;
  const source = given?.arithmetic === undefined ? "default" : "option";
  const report = {
    rule,
    window: { start: window.start, end: window.stop - 1 },
    arithmetic: { mode: rule.arithmetic, source } as const,
    timeZone: options.timeZone,
    input: booksOf(answer),
    warnings,
    rows,
    dropped: undefined,
  };
  await writeResult(renderReference(report, outputFormat(options, io)), options, io);
  tellWarnings(warnings, options, io);
  return rows.length === 0 && answer.rejected.length > 0 ? EXIT.failed : EXIT.done;
}

function noteConflicts(command: Command, inputs: readonly string[], problems: Problems): void {
  if (inputs.length > 0) {
    problems.add("--qradar takes the place of inputs: give one or the other");
  }
  for (const { long, attributeName } of flags(command, [...READING, ...MORE_READING])) {
    if (command.getOptionValueSource(attributeName) === "cli") {
      problems.add(`${long} is about reading logs, and does not go with --qradar`);
    }
  }
  if (command.getOptionValueSource("explain") === "cli") {
    const why = "the console sends the query's rows, not the events of the others";
    problems.add(`--explain does not go with --qradar: ${why}`);
  }
}

function flags(command: Command, names: readonly string[]) {
  return command.options
    .map((option) => ({ long: option.long, attributeName: option.attributeName() }))
    .filter(({ attributeName }) => names.includes(attributeName));
}

/** The window's end. Of the running minute not all has arrived, so `now` is its beginning. */
function consoleEnd(command: Command, options: Options, problems: Problems): number {
  const isGiven = command.getOptionValueSource("end") === "cli";
  const text = isGiven ? options.end : "now";
  const time = endTime(text, options.timeZone);
  if (typeof time === "number") return text === "now" ? time - (time % MINUTE) : time;
  problems.add(
    `--end takes with --qradar now, epoch milliseconds, an ISO date or time, not "${text}"`,
  );
  return 0;
}

async function ask(
  client: ArielClient,
  aql: string,
  options: Options,
  io: Io,
): Promise<AnsweredRows & { readonly warnings: readonly Warning[] }> {
  const progress = qradarProgress(io, options.quiet === true);
  try {
    const { rows, warnings } = await client.search(aql, {
      onProgress: progress.report,
      ...(io.signal && { signal: io.signal }),
    });
    const answered = referenceRowsOf(rows);
    return { ...answered, warnings: [...rejectedRows(answered), ...warnings] };
  } finally {
    progress.clear();
    io.onRead?.();
  }
}

function booksOf({ rows, rejected }: AnsweredRows) {
  const books = { accepted: rows.length, rejected: rejected.length, ignored: 0 };
  return { files: 0, records: rows.length + rejected.length, ...books, pairs: rows.length };
}

function rejectedRows({ rejected }: AnsweredRows): Warning[] {
  const [first] = rejected;
  if (first === undefined) return [];
  const place = `first: row ${first.row}: ${first.reason}`;
  return [
    { code: "rejected", message: `${rejected.length} rows of the answer rejected (${place})` },
  ];
}
