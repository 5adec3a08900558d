import type { Command } from "commander";
import type { Warning } from "../intake.js";
import type { HandedFinding } from "../qradar/hand-over/handed-finding.js";
import { HAND_OVER_KINDS, type HandOverKind } from "../qradar/hand-over/kinds.js";
import { handOverWarnings, renderHandOver } from "../qradar/hand-over/render.js";
import { choiceOption, numberOption } from "./checked-option.js";
import type { Io } from "./io.js";
import type { OutputOptions } from "./output-options.js";
import type { Problems } from "./problems.js";
import { tellWarnings, writeResult } from "./report.js";
import { VERSION } from "./version.js";

/** Level `medium`: what goes into a set that rules act on should be worth it. */
const LEAST_SCORE = 0.5;

/** The options of what goes back to the SIEM. */
export interface HandOverOptions {
  readonly handOver?: HandOverKind;
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
  { handOver, collectionId, format }: HandOverOptions & { readonly format?: string },
  problems: Problems,
): void {
  if (collectionId !== undefined && handOver !== "bulk") {
    problems.add("--collection-id goes with --hand-over bulk only");
  }
  if (handOver !== undefined && format !== undefined) {
    problems.add("--format and --hand-over exclude each other");
  }
}

/** The --min-score that the user named; undefined where it is the command's default. */
export function givenMinScore(command: Command): number | undefined {
  const given = command.getOptionValueSource("minScore") === "cli";
  return given ? (command.opts().minScore as number) : undefined;
}

/** What is handed over, and what to tell of the reading behind it. */
interface Handed {
  readonly findings: readonly HandedFinding[];
  readonly warnings: readonly Warning[];
}

/** Writes the findings worth handing over. `minScore` is undefined where the user named none. */
export async function writeHandOver(
  { findings, warnings }: Handed,
  { handOver, collectionId, timeZone, ...output }: HandOver & OutputOptions,
  minScore: number | undefined,
  io: Io,
): Promise<void> {
  const worthIt = findings.filter(({ score }) => score >= (minScore ?? LEAST_SCORE));
  const view = { version: VERSION, timeZone, collectionId };
  await writeResult(renderHandOver(worthIt, handOver, view), output, io);
  tellWarnings([...warnings, ...handOverWarnings(worthIt, handOver)], output, io);
}
