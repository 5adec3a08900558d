import type { Command } from "commander";
import type { Warning } from "../intake.js";
import type { HandedFinding } from "../render/hand-over/handed-finding.js";
import { HAND_OVER_KINDS, type HandOverKind } from "../render/hand-over/kinds.js";
import { handOverWarnings, renderHandOver } from "../render/hand-over/render.js";
import { choiceOption, numberOption } from "./checked-option.js";
import type { Problems } from "./problems.js";
import { VERSION } from "./version.js";

/** Level `medium`: what goes into a set that rules act on should be worth it. */
const LEAST_SCORE = 0.5;

/** The options of what goes back to the SIEM. */
export interface HandOverOptions {
  readonly handOver?: HandOverKind;
  readonly collectionId?: number;
}

/** What `handOverText` needs beside them. */
export interface HandOver extends HandOverOptions {
  readonly handOver: HandOverKind;
  readonly timeZone: string;
  /** `givenMinScore` of the command: undefined where the user named none. */
  readonly minScore: number | undefined;
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

/** The findings worth handing over as text in pieces, and what to tell of it. */
export function handOverText(
  findings: readonly HandedFinding[],
  { handOver, collectionId, timeZone, minScore = LEAST_SCORE }: HandOver,
): { readonly text: Iterable<string>; readonly warnings: readonly Warning[] } {
  const worthIt = findings.filter(({ score }) => score >= minScore);
  return {
    text: renderHandOver(worthIt, handOver, { version: VERSION, timeZone, collectionId }),
    warnings: handOverWarnings(worthIt, handOver),
  };
}
