import type { Command } from "commander";
import type { Warning } from "../intake.js";
import type { HandedFinding } from "../qradar/hand-over/handed-finding.js";
import { HAND_OVER_KINDS, type HandOverKind } from "../qradar/hand-over/kinds.js";
import { handOverWarnings, renderHandOver } from "../qradar/hand-over/render.js";
import { LEAST_SCORE, leftOutWarning, worthIt } from "../qradar/hand-over/worth-it.js";
import { choiceOption, isGiven, numberOption } from "./checked-option.js";
import type { Io } from "./io.js";
import type { OutputOptions } from "./output-options.js";
import type { Problems } from "./problems.js";
import { tellWarnings, writeResult } from "./report.js";
import { VERSION } from "./version.js";

/** The options of what goes back to the SIEM. */
export interface HandOverOptions {
  readonly handOver?: HandOverKind;
  readonly handOverAll?: boolean;
  readonly collectionId?: number;
}

/** What handing over needs. */
export interface HandOver extends HandOverOptions {
  readonly handOver: HandOverKind;
  readonly timeZone: string;
}

/** Adds the options of what goes back to the SIEM. */
export function withHandOverOptions(command: Command, problems: Problems): Command {
  return command
    .addOption(
      choiceOption(
        problems,
        "--hand-over <kind>",
        `write findings from ${LEAST_SCORE} on (or --min-score) for the SIEM instead`,
        HAND_OVER_KINDS,
      ),
    )
    .option(
      "--hand-over-all",
      "with --hand-over: usual false alarms and managed agents, too (default: left out, and named)",
    )
    .addOption(
      numberOption(
        problems,
        "--collection-id <n>",
        "with --hand-over bulk: as entries of this reference data collection",
        { min: 0, max: Number.MAX_SAFE_INTEGER, whole: true },
      ),
    );
}

/** Notes options that do not go together. */
export function checkHandOver(
  { handOver, handOverAll, collectionId, format }: HandOverOptions & { readonly format?: string },
  problems: Problems,
): void {
  if (handOverAll === true && handOver === undefined) {
    problems.add("--hand-over-all goes with --hand-over only");
  }
  if (collectionId !== undefined && handOver !== "bulk") {
    problems.add("--collection-id goes with --hand-over bulk only");
  }
  if (handOver !== undefined && format !== undefined) {
    problems.add("--format and --hand-over exclude each other");
  }
}

/** The --min-score that the user named; undefined where it is the command's default. */
export function givenMinScore(command: Command): number | undefined {
  return isGiven(command, "minScore") ? (command.opts().minScore as number) : undefined;
}

/** Where level `low` begins: below it nothing is handed over unless --min-score says so, and --fail-on asks for nothing. */
const LOW = 0.3;

/**
 * The --top and --min-score by which findings are made. The default of --top is the length of a table, and cuts off nothing that is
 * handed over; there may be a million pairs, of which a hand-over needs few.
 */
export function limitsOf(command: Command): { readonly top: number; readonly minScore: number } {
  const { handOver, top, minScore } = command.opts();
  if (handOver === undefined) return { top, minScore };
  return { top: isGiven(command, "top") ? top : 0, minScore: givenMinScore(command) ?? LOW };
}

/** What is handed over, and what to tell of the reading behind it. */
interface Handed {
  readonly findings: readonly HandedFinding[];
  readonly warnings: readonly Warning[];
}

/** Writes the findings worth handing over. `minScore` is undefined where the user named none. */
export async function writeHandOver(
  { findings, warnings }: Handed,
  { handOver, handOverAll, collectionId, timeZone, ...output }: HandOver & OutputOptions,
  minScore: number | undefined,
  io: Io,
): Promise<void> {
  const { handed, leftOut } = worthIt(findings, { minScore, all: handOverAll });
  const view = { version: VERSION, timeZone, collectionId };
  await writeResult(renderHandOver(handed, handOver, view), output, io);
  const told = [...warnings, ...leftOutWarning(leftOut), ...handOverWarnings(handed, handOver)];
  tellWarnings(told, output, io);
}
