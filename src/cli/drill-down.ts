import type { Command } from "commander";
import type { Warning } from "../intake.js";
import {
  type DrillDownOptions,
  type DrillDownQuery,
  drillDownQueries,
} from "../qradar/hand-over/drill-down.js";
import type { HandedFinding } from "../qradar/hand-over/handed-finding.js";
import { ndjsonText } from "../render/json.js";
import { isGiven } from "./checked-option.js";
import { LIST, type OlderQueries, withoutStale } from "./drill-down-files.js";
import type { Io } from "./io.js";
import { checkFolder, folderFile } from "./output-folder.js";
import { Problems } from "./problems.js";
import { writeResult } from "./report.js";

/** So many queries are written unless `--top` says how many findings are wanted: each is a search on a console. */
const MOST = 100;

/** The options of a drill-down. */
export interface DrillDownFolder {
  readonly drillDown?: string;
  readonly force?: boolean;
}

/** Queries in a folder. */
export interface WrittenQueries {
  readonly queries: readonly DrillDownQuery[];
  /** The files of those that were there before, word for word. */
  readonly unchanged: ReadonlySet<string>;
}

/** Adds the options of a drill-down. */
export function withDrillDownOptions(command: Command): Command {
  return command
    .option(
      "--drill-down <dir>",
      `write AQL for the events behind each finding from 0.3 on: the best ${MOST}, or those of --top`,
    )
    .option(
      "--force",
      "write into a directory that is not empty, in place of the queries there and their events",
    );
}

/** Notes a folder that cannot be written to: better now than after an hour of reading. */
export function checkDrillDown(
  { drillDown, force = false }: DrillDownFolder,
  problems: Problems,
): void {
  if (drillDown !== undefined) checkFolder("--drill-down", drillDown, force, problems);
}

/** How many queries a drill-down may have at most, 0 for all: where the user gave `--top`, the findings are so many already. */
export function drillDownTop(command: Command): number {
  return isGiven(command, "top") ? 0 : MOST;
}

/** Writes the drill-down of the findings; returns its queries, and what to tell of it. */
export async function drillDown(
  findings: Iterable<HandedFinding>,
  folder: string,
  force: boolean,
  options: DrillDownOptions,
  io: Io,
): Promise<WrittenQueries & { readonly warnings: Warning[] }> {
  const { queries, refused, cut } = drillDownQueries(findings, options);
  const { unchanged, removed } = await writeDrillDown(folder, queries, force, io);
  const none = queries.length === 0 ? [NONE] : [];
  const lost = refused > 0 ? [without(refused)] : [];
  const left = cut > 0 ? [leftOut(queries.length, cut)] : [];
  const gone = removed > 0 ? [withoutEvents(removed)] : [];
  return { queries, unchanged, warnings: [...none, ...lost, ...left, ...gone] };
}

/**
 * Writes each query to its file in a folder, and a list of all of them beside it, `queries.ndjson`; what an older list names and this
 * one does not goes, with its events. Throws a RuleError when the folder
 * has files in it already and `force` is not set, an InputError when it cannot be written.
 */
export async function writeDrillDown(
  folder: string,
  queries: readonly DrillDownQuery[],
  force: boolean,
  io: Io,
): Promise<OlderQueries> {
  const problems = new Problems();
  checkFolder("--drill-down", folder, force, problems);
  problems.throwIfAny();
  const older = withoutStale(folder, queries);
  // The list first: what it does not name would stay for good.
  await writeResult(ndjsonText(queries), { output: folderFile(folder, LIST) }, io);
  for (const { file, aql } of queries) {
    await writeResult([`${aql}\n`], { output: folderFile(folder, file) }, io);
  }
  return older;
}

const NONE: Warning = {
  code: "drill-down-empty",
  message: "no finding is worth a drill-down: there is no query",
};

function leftOut(kept: number, cut: number): Warning {
  const which = `the drill-down is of the best ${kept} of ${kept + cut} findings worth it`;
  const todo =
    "--top <n> takes the best n findings, --top 0 all; with --force into the same directory";
  return { code: "drill-down-cut", message: `${which}; ${todo}` };
}

function withoutEvents(removed: number): Warning {
  const files = removed === 1 ? "1 file of events was" : `${removed} files of events were`;
  const message = `${files} removed, of queries that the drill-down no longer has`;
  return { code: "drill-down-removed", message };
}

function without(refused: number): Warning {
  const findings = refused === 1 ? "1 finding has" : `${refused} findings have`;
  const message = `${findings} no drill-down: it takes two addresses, both IPv4 or both IPv6, and their times`;
  return { code: "drill-down-refused", message };
}
