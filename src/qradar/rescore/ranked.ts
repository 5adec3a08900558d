import type { Warning } from "../../intake.js";
import { compareEndpoints } from "../../network/address.js";
import type { RescoredFinding } from "./rescored.js";

/** What the order of findings goes by. */
type Ordered = Pick<RescoredFinding, "score" | "count" | "source" | "destination" | "port" | "row">;

/** Orders findings: the higher score first, then the higher count, then by source, destination, port and row. */
export function compareRescored(a: Ordered, b: Ordered): number {
  return (
    b.score - a.score ||
    b.count - a.count ||
    compareEndpoints(a.source, b.source) ||
    compareEndpoints(a.destination, b.destination) ||
    a.port - b.port ||
    (a.row ?? 0) - (b.row ?? 0)
  );
}

/** Findings in their order, with ranks from 1. */
export function ranked(findings: readonly RescoredFinding[]): RescoredFinding[] {
  return [...findings].sort(compareRescored).map((finding, i) => ({ ...finding, rank: i + 1 }));
}

/** The best of findings in their order: `top` of them (0: all), of at least this score; a warning where some are left out. */
export function best<Finding extends { readonly score: number }>(
  findings: readonly Finding[],
  { top, minScore }: { readonly top: number; readonly minScore: number },
): { findings: readonly Finding[]; warnings: readonly Warning[] } {
  const enough = findings.filter(({ score }) => score >= minScore);
  const kept = top === 0 ? enough : enough.slice(0, top);
  if (kept.length === enough.length) return { findings: kept, warnings: [] };
  const message = `the best ${kept.length} of ${enough.length} findings; --top 0 shows all`;
  return { findings: kept, warnings: [{ code: "top", message }] };
}
