import { levelOf } from "../../scoring/index.js";
import { COLLAPSED_SENTENCE, isCollapsed } from "./collapsed-row.js";
import { needsOf } from "./needs.js";
import type { RescoredFinding } from "./rescored.js";
import { historyRow, type PlacedRow } from "./rows-by-pair.js";
import type { JudgedRow, Sign, SignReading } from "./sign.js";
import { REPORTED_SIGNS, WEIGHED_SIGNS } from "./signs.js";
import { AGGREGATES_PROFILE, aggregateScore } from "./weights.js";

/** A pair's latest row with its score: what the order of findings goes by, and how to make the finding if it is shown. */
export interface ScoredRow {
  readonly score: number;
  readonly count: number;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  readonly row: number;
  finding(rank: number): RescoredFinding;
}

/** Scores the latest row of a pair; one that holds all of IPv6 has 0, whatever its numbers. */
export function scoredRow(judged: JudgedRow, rows: readonly PlacedRow[]): ScoredRow {
  const { source, destination, port, count, row } = judged.row;
  const collapsed = isCollapsed(judged.row);
  const weighed = collapsed ? [] : readingsOf(WEIGHED_SIGNS, judged);
  const score = collapsed ? 0 : aggregateScore(weighed.map(({ score }) => score));
  const finding = (rank: number) => {
    const said = collapsed ? [] : [...weighed, ...readingsOf(REPORTED_SIGNS, judged)];
    return findingOf(judged, rows, { rank, score, said });
  };
  return { score, count, source, destination, port, row, finding };
}

function readingsOf(signs: readonly Sign[], judged: JudgedRow): SignReading[] {
  return signs.map((sign) => sign(judged)).filter((reading) => reading !== undefined);
}

/** One literal: an object that is put together from others takes several times the memory, and there may be many. */
function findingOf(
  { row, facts, reason, family }: JudgedRow,
  rows: readonly PlacedRow[],
  { rank, score, said }: { rank: number; score: number; said: readonly SignReading[] },
): RescoredFinding {
  const scores = said.map((reading) => reading.score);
  return {
    rank,
    source: row.source,
    destination: row.destination,
    port: row.port,
    host: row.host,
    fingerprint: null,
    count: row.count,
    firstSeen: facts.first,
    lastSeen: facts.last,
    durationSeconds: row.durationSeconds ?? facts.spanMs / 1000,
    averageIntervalSeconds: row.averageIntervalSeconds ?? facts.mean,
    bytesOut: row.bytesOut,
    bytesIn: row.bytesIn,
    score,
    level: levelOf(score, scores, AGGREGATES_PROFILE),
    falseAlarm: null,
    periodSeconds: null,
    jitter: null,
    sleepLaw: null,
    scores,
    reference: {
      returned: true,
      confidence: confidenceOf(row.confidence),
      reason: reason,
      dropped: null,
      detail: null,
    },
    explanation: isCollapsed(row)
      ? [COLLAPSED_SENTENCE]
      : said.flatMap(({ sentences }) => sentences()),
    intervalHistogram: [],
    key: "pair",
    destinations: [row.destination],
    intel: null,
    row: row.row,
    file: (rows.at(-1) as PlacedRow).from.file,
    resolutionMs: facts.resolutionMs,
    needs: needsOf(row),
    family: family?.id ?? null,
    history: rows.map(historyRow),
  };
}

function confidenceOf(text: string | null): "high" | "medium" | null {
  const word = text?.trim().toLowerCase();
  return word === "high" || word === "medium" ? word : null;
}
