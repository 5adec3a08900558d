import type { Command } from "commander";
import type { Warning } from "../intake.js";
import type { ArielClient } from "../qradar/ariel/index.js";
import { inferArithmetic } from "../qradar/checks/index.js";
import type { ResultExport, ResultRow } from "../qradar/result-row.js";
import { parseRule, type ReferenceRow, type Rule, toAql } from "../reference/index.js";
import { renderReference } from "../render/reference-rows.js";
import { isGiven } from "./checked-option.js";
import { consoleEnd, consoleExport } from "./console-export.js";
import { EXIT, type Io } from "./io.js";
import { checkWritable } from "./output-files.js";
import type { OutputOptions } from "./output-options.js";
import type { Problems } from "./problems.js";
import { type QradarOptions, qradarClient } from "./qradar-options.js";
import type { ReadingOptions } from "./reading-options.js";
import { outputFormat, tellWarnings, writeResult } from "./report.js";
import { type RuleOptions, ruleGiven } from "./rule-options.js";

interface Options extends QradarOptions, ReadingOptions, OutputOptions, RuleOptions {
  readonly explain?: boolean;
}

/** What reads logs, of which there are none. */
const READING = ["from", "internal", "csvColumns", "field", "timeUnit", "rejects"];
const MORE_READING = ["strict", "maxEvents", "threads"];

/** Lets the console answer the rule over whole minutes, and prints its rows; gives the exit status. */
export async function askConsole(
  command: Command,
  inputs: readonly string[],
  options: Options,
  { io, problems }: { readonly io: Io; readonly problems: Problems },
): Promise<number> {
  noteConflicts(command, inputs, problems);
  const client = qradarClient(options, problems);
  const end = endAsked(command, options, problems);
  const given = await problems.attempt("--rule", () => ruleGiven(options));
  problems.throwIfAny();
  checkWritable(options.output);
  const rule = parseRule({ ...given, ...(options.hours && { hours: options.hours }) });
  const question = { aql: toAql(rule), rule, end };
  const { exported, window } = await consoleExport(client as ArielClient, question, options, io);
  io.onRead?.();
  const { rows, warnings: lacking } = referenceRows(exported);
  const { arithmetic, warnings: divided } = arithmeticOf(exported, rule, given?.arithmetic);
  const { records } = exported.input;
  const accepted = rows.length;
  const input = { ...exported.input, accepted, rejected: records - accepted, pairs: accepted };
  const warnings = [...exported.warnings, ...lacking, ...divided];
  const { timeZone } = options;
  const report = {
    ...{ rule, window, arithmetic, timeZone, input, warnings, rows },
    dropped: undefined,
  };
  await writeResult(renderReference(report, outputFormat(options, io)), options, io);
  tellWarnings(warnings, options, io);
  return rows.length === 0 && records > 0 ? EXIT.failed : EXIT.done;
}

function noteConflicts(command: Command, inputs: readonly string[], problems: Problems): void {
  if (inputs.length > 0) {
    problems.add("--qradar takes the place of inputs: give one or the other");
  }
  for (const { long, attributeName } of flags(command, [...READING, ...MORE_READING])) {
    if (isGiven(command, attributeName)) {
      problems.add(`${long} is about reading logs, and does not go with --qradar`);
    }
  }
  if (isGiven(command, "explain")) {
    const why = "the console sends the query's rows, not the events of the others";
    problems.add(`--explain does not go with --qradar: ${why}`);
  }
}

function flags(command: Command, names: readonly string[]) {
  return command.options
    .map((option) => ({ long: option.long, attributeName: option.attributeName() }))
    .filter(({ attributeName }) => names.includes(attributeName));
}

function endAsked(command: Command, options: Options, problems: Problems): number {
  const text = isGiven(command, "end") ? options.end : "now";
  const time = consoleEnd(text, options.timeZone);
  if (time !== undefined) return time;
  problems.add(
    `--end takes with --qradar now, epoch milliseconds, an ISO date or time, not "${text}"`,
  );
  return 0;
}

/** The rows as the console gave them. The query has columns that other exports can do without. */
function referenceRows({ file, rows }: ResultExport): {
  readonly rows: ReferenceRow[];
  readonly warnings: Warning[];
} {
  const whole = rows.map(referenceRow).filter((row) => row !== undefined);
  const lacking = rows.length - whole.length;
  if (lacking === 0) return { rows: whole, warnings: [] };
  const what = `${lacking} rows without DurationSeconds, AvgIntervalSeconds or BeaconConfidence`;
  return { rows: whole, warnings: [{ code: "rejected", message: `${file}: ${what}` }] };
}

function referenceRow(row: ResultRow): ReferenceRow | undefined {
  const { durationSeconds, averageIntervalSeconds, confidence } = row;
  if (durationSeconds === null || averageIntervalSeconds === null || confidence === null) {
    return undefined;
  }
  return {
    FirstSeen: row.firstSeen.text,
    LastSeen: row.lastSeen.text,
    sourceip: row.source,
    destinationip: row.destination,
    destinationport: row.port,
    RequestCount: row.count,
    BytesSent: row.bytesOut,
    BytesReceived: row.bytesIn,
    DurationSeconds: durationSeconds,
    AvgIntervalSeconds: averageIntervalSeconds,
    BeaconConfidence: confidence as ReferenceRow["BeaconConfidence"],
  };
}

/** How the console divided: as the rule says, which the rows may contradict, or as they tell. */
function arithmeticOf(exported: ResultExport, rule: Rule, given: Rule["arithmetic"] | undefined) {
  const { mode, evidence } = inferArithmetic([exported]);
  if (given === undefined) {
    const arithmetic =
      mode === "undecidable"
        ? ({ mode: rule.arithmetic, source: "default", evidence } as const)
        : ({ mode, source: "inferred", evidence } as const);
    return { arithmetic, warnings: [] };
  }
  const arithmetic = { mode: given, source: "option" } as const;
  if (mode === "undecidable" || mode === given) return { arithmetic, warnings: [] };
  const message = `the rule has ${given} arithmetic, and the rows ${mode}: ${evidence}`;
  return { arithmetic, warnings: [{ code: "arithmetic-contradicted", message }] };
}
