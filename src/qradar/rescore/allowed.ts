import type { Warning } from "../../intake.js";
import type { AllowList } from "../../network/allow-list.js";
import type { Finding, ScoreResult } from "../../scoring/index.js";
import type { ResultRow } from "../result-row.js";

/** Whether an allow list has the destination of a row or its host. */
export function isAllowedRow(
  { destination, host }: Pick<ResultRow, "destination" | "host">,
  allowed: AllowList,
): boolean {
  return allowed.has(destination) || (host !== null && allowed.has(host));
}

/**
 * What is left of findings on events: those with a destination that is not on the list. Their hosts are not asked: events may have reached
 * others as well, of which only the allow list of `score` is told.
 */
export function withoutAllowed(scored: ScoreResult, allowed: AllowList): ScoreResult {
  const isLeft = ({ destinations }: Finding) =>
    !destinations.every((destination) => allowed.has(destination));
  return { ...scored, findings: scored.findings.filter(isLeft) };
}

/** A warning where findings were left out. */
export function allowedWarning(allowed: number, all: number): Warning[] {
  if (allowed === 0) return [];
  return [{ code: "allowed", message: `${allowed} of ${all} findings left out by the allow list` }];
}
