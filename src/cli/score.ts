import { Command } from "commander";
import { knownPairs } from "../qradar/rescore/index.js";
import { type FindingsView, renderFindings } from "../render/findings.js";
import { defaultScorers } from "../scorers/index.js";
import { type Finding, type ScoreResult, score } from "../scoring/index.js";
import { isReached } from "./fail-on.js";
import {
  checkHandOver,
  givenMinScore,
  type HandOverOptions,
  limitsOf,
  withHandOverOptions,
  writeHandOver,
} from "./hand-over.js";
import { EXIT, type Io } from "./io.js";
import { allowFile, intelFile } from "./named-lists.js";
import { namedProfile } from "./named-profile.js";
import { checkFiles } from "./output-files.js";
import { type OutputOptions, withOutputOptions } from "./output-options.js";
import { readExports } from "./read-exports.js";
import { readInputs } from "./read-inputs.js";
import { endOf, type ReadingOptions, withReadingOptions } from "./reading-options.js";
import { outputFormat, readingStatus, tellWarnings, writeResult } from "./report.js";
import { givenTimeZone, rowZone, withRowOptions } from "./row-options.js";
import { rowRule } from "./row-rule.js";
import {
  checkRows,
  type RowsOptions,
  rowsWithEvents,
  withRowsOptions,
} from "./rows-beside-events.js";
import { SCORE_HELP } from "./score-help.js";
import { type ScoringOptions, withScoringOptions } from "./scoring-options.js";
import type { Session } from "./session.js";
import { VERSION } from "./version.js";
import { writeRescored } from "./write-rescored.js";

interface ScoreCommandOptions
  extends ScoringOptions,
    ReadingOptions,
    OutputOptions,
    HandOverOptions,
    RowsOptions {}

/** The command that ranks findings. */
export function scoreCommand(session: Session): Command {
  const { problems, end } = session;
  const command = new Command("score")
    .description("rank source-to-destination pairs by how much they behave like beacons")
    .argument("<inputs...>", "log files, directories, or - for standard input");
  withRowsOptions(withScoringOptions(command, problems), problems);
  withRowOptions(withHandOverOptions(command, problems), problems);
  return withReadingOptions(withOutputOptions(command, problems), problems)
    .addHelpText("after", SCORE_HELP)
    .action(async (inputs: string[], given: ScoreCommandOptions) => {
      const options = { ...given, ...limitsOf(command), ...givenTimeZone(command) };
      end(await runScore(inputs, options, givenMinScore(command), session));
    });
}

async function runScore(
  inputs: readonly string[],
  options: ScoreCommandOptions,
  minScore: number | undefined,
  { io, problems }: Session,
): Promise<number> {
  const { scorers = defaultScorers, hours, internal } = options;
  const end = endOf(options, problems);
  const profile = await problems.attempt("--profile", () => namedProfile(options.profile));
  const allow = await problems.attempt("--allow", () => allowFile(options.allow));
  const intel = await problems.attempt("--intel", () => intelFile(options.intel));
  checkFiles([...inputs, ...(options.rows ? [options.rows] : [])], options, problems);
  checkHandOver(options, problems);
  const ofRows = await rowRule(options, problems);
  checkRows(options, problems);
  problems.throwIfAny();
  const exports =
    options.rows === undefined ? undefined : await readExports([options.rows], options, io);
  const timeZone = exports === undefined ? options.timeZone : rowZone(options, exports);
  const table = await readInputs(inputs, options, io);
  const result = score(table, {
    scorers,
    timeZone,
    end,
    // Rows without events take part in the order, too.
    top: exports === undefined ? options.top : 0,
    minScore: exports === undefined ? options.minScore : 0,
    minCount: options.minCount,
    key: options.key,
    ...(profile && { profile }),
    ...(allow && { allow }),
    ...(intel && { intel }),
    ...(exports && { known: knownPairs(exports) }),
    ...(hours !== undefined && { hours }),
    ...(internal && { internal }),
  });
  const reached = (findings: readonly Finding[], input = table.input) => {
    const status = readingStatus({ ...table, input }, options.strict);
    return status === EXIT.done && isReached(options.failOn, findings) ? EXIT.found : status;
  };
  if (exports !== undefined) {
    const { top, minScore: least } = options;
    const settings = { timeZone, top, minScore: least, ...ofRows, ...(allow && { allow }) };
    const merged = rowsWithEvents(exports, result, table, settings);
    await writeRescored(merged, exports, { ...options, timeZone }, minScore, io);
    return reached(merged.findings, merged.input);
  }
  const view = {
    version: VERSION,
    scorerIds: scorers.map(({ id }) => id),
    timeZone,
    key: options.key,
    intel: intel !== undefined,
  };
  await writeFindings(result, options, view, minScore, io);
  return reached(result.findings);
}

async function writeFindings(
  result: ScoreResult,
  options: ScoreCommandOptions,
  view: FindingsView,
  minScore: number | undefined,
  io: Io,
): Promise<void> {
  const { handOver } = options;
  if (handOver !== undefined) {
    return await writeHandOver(result, { ...options, handOver }, minScore, io);
  }
  const format = outputFormat(options, io);
  await writeResult(renderFindings(result, format, view), options, io);
  // The table says it itself.
  const told = result.warnings.filter(({ code }) => code !== "top" || format !== "table");
  tellWarnings(told, options, io);
}
