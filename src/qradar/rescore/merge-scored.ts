import type { Warning } from "../../intake.js";
import { pairKey } from "../../pairs.js";
import type { Finding, ScoreResult } from "../../scoring/index.js";
import { endpoint } from "../../text/endpoint.js";
import { significant } from "../../text/units.js";
import { sumOf } from "./books.js";
import type { Family } from "./family.js";
import { familyInWords } from "./family-of.js";
import { persistenceInWords } from "./persistence.js";
import { ranked } from "./ranked.js";
import type { RescoredFinding, RescoreResult } from "./rescored.js";

/**
 * One report of rows and events: a row whose pair has a finding on its events becomes that finding, and keeps its place in the export,
 * its history and its family; rows without events stay as they are; findings without a row are added with `row: null`. Ranked anew
 * by score. Of rows none may have been cut off before: `rescore` with `scored` merges first. `families` are those that the rows were
 * compared with.
 *
 * @example
 * const merged = mergeScored(rescored, scored, DEFAULT_FAMILIES);
 * merged.findings.map(({ row, level }) => [row, level]); // => [[1, "high"]]
 * merged.input.records - rescored.input.records; // => 200
 */
export function mergeScored(
  rescored: RescoreResult,
  scored: ScoreResult,
  families: readonly Family[],
): RescoreResult {
  const byPair = new Map(scored.findings.map((finding) => [pairKey(finding), finding]));
  const members = membersOf(scored.findings);
  const warnings: Warning[] = [];
  const withRow = new Set<string>();
  const merged = rescored.findings.map((row) => {
    const finding = byPair.get(pairKey(row));
    if (finding === undefined) return asMember(row, members.get(pairKey(row)));
    withRow.add(pairKey(row));
    const whole = finding.key === "pair";
    if (whole && finding.count !== row.count) warnings.push(differ(row, finding));
    return settled(row, finding, families);
  });
  const added = scored.findings.filter((finding) => !withRow.has(pairKey(finding))).map(withoutRow);
  return {
    ...rescored,
    profile: scored.profile,
    input: {
      ...sumOf([rescored.input, scored.input]),
      pairs: rescored.input.pairs + added.length,
      ...range(rescored, scored),
    },
    warnings: [...rescored.warnings, ...scored.warnings.filter(isOfEvents), ...warnings],
    findings: ranked([...merged, ...added]),
    clusters: scored.clusters,
  };
}

/** What is left out, and cut off, is told of rows and events together. */
function isOfEvents({ code }: Warning): boolean {
  return code !== "allowed" && code !== "top";
}

/** How many of the findings are on pairs without a row. */
export function findingsWithoutRow(
  { findings }: ScoreResult,
  pairs: ReadonlyMap<string, unknown>,
): number {
  return findings.filter((finding) => !pairs.has(pairKey(finding))).length;
}

/** The pairs that a group took together, beside the one that stands for it. */
function membersOf(findings: readonly Finding[]): Map<string, Finding> {
  const members = new Map<string, Finding>();
  for (const finding of findings) {
    const { source, port } = finding;
    for (const destination of finding.destinations.slice(1)) {
      const key = pairKey({ source, destination, port });
      if (!members.has(key)) members.set(key, finding);
    }
  }
  return members;
}

function asMember(row: RescoredFinding, group: Finding | undefined): RescoredFinding {
  if (group === undefined) return row;
  const told = `Its events may be among those taken together in the finding on ${endpoint(group.destination, group.port)}.`;
  return { ...row, explanation: [...row.explanation, told], needs: [] };
}

function settled(
  row: RescoredFinding,
  finding: Finding,
  families: readonly Family[],
): RescoredFinding {
  const { row: number, file, family, history } = row;
  return {
    ...finding,
    host: finding.host ?? row.host,
    explanation: [...finding.explanation, ...compared(row, finding), ...fromRows(row, families)],
    row: number,
    file,
    resolutionMs: 1,
    needs: stillNeeded(row, finding),
    family,
    history,
  };
}

function compared(row: RescoredFinding, finding: Finding): string[] {
  const { count, reference } = finding;
  const mean = row.averageIntervalSeconds;
  const [said, seen] = [verdict(row), verdict(finding)];
  const about = mean === null ? "" : `, mean ${significant(mean, 4)} s`;
  if (finding.key !== "pair") {
    const together = `Its ${count} events are those of ${finding.destinations.length} destinations together`;
    return [`The row said ${row.count} requests${about}, ${said}. ${together}.`];
  }
  const events =
    count === row.count
      ? "the events are as many"
      : count > row.count
        ? `the events are ${count}, so not of the same time alone`
        : `the events are ${count}, so not of the same time or not all of them`;
  const ours = reference.returned
    ? said === seen
      ? "and the query says the same of them"
      : `of these the query says ${seen}`
    : `these the query would not return${reference.dropped === null ? "" : ` (${reference.dropped})`}`;
  return [`The row said ${row.count} requests${about}, ${said}; ${events}, ${ours}.`];
}

/** The confidence and its reason, such as `high (band60)`. */
function verdict({ reference: { confidence, reason } }: Finding): string {
  const word = confidence ?? "no confidence";
  return reason === null || reason === "none" ? word : `${word} (${reason})`;
}

/** What the events of one day cannot know. */
function fromRows(row: RescoredFinding, families: readonly Family[]): string[] {
  const persistence = row.scores.find(({ id }) => id === "persistence")?.evidence;
  const family = families.find(({ id }) => id === row.family);
  return [
    ...(persistence ? [persistenceInWords(persistence)] : []),
    ...(family ? [familyInWords(family, row)] : []),
  ];
}

function stillNeeded(row: RescoredFinding, finding: Finding): string[] {
  const needs: string[] = [];
  if (finding.count < row.count) needs.push(`the other ${row.count - finding.count} of its events`);
  if (finding.falseAlarm === null) needs.push("more events: these are too few for a chance");
  return needs;
}

function differ(row: RescoredFinding, { count }: Finding): Warning {
  const { source, destination, port } = row;
  const message = `${source} to ${endpoint(destination, port)}: the row counts ${row.count} requests, the events are ${count}`;
  return {
    code: "events-differ",
    message,
    ...(row.row === null ? {} : { row: row.row }),
    column: "RequestCount",
  };
}

function withoutRow(finding: Finding): RescoredFinding {
  const none = { row: null, file: null, family: null };
  return { ...finding, ...none, resolutionMs: 1, needs: [], history: [] };
}

function range(rescored: RescoreResult, scored: ScoreResult) {
  const starts = [rescored.input.start, scored.input.start].filter((ms) => ms !== null);
  const ends = [rescored.input.end, scored.input.end].filter((ms) => ms !== null);
  return {
    start: starts.length === 0 ? null : Math.min(...starts),
    end: ends.length === 0 ? null : Math.max(...ends),
  };
}
