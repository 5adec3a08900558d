import type { Score } from "../../score.js";
import { levelOf } from "../../scoring/index.js";
import { needsOf } from "./needs.js";
import type { RescoredFinding } from "./rescored.js";
import { historyRow, type PlacedRow } from "./rows-by-pair.js";
import type { JudgedRow } from "./sign.js";
import { SIGNS } from "./signs.js";
import { AGGREGATES_PROFILE, aggregateScore } from "./weights.js";

/** The finding on the latest row of a pair, without its rank (0). */
export function rowFinding(judged: JudgedRow, rows: readonly PlacedRow[]): RescoredFinding {
  const { row, facts, reason, family } = judged;
  const said = SIGNS.flatMap((sign) => sign(judged) ?? []);
  const scores: Score[] = said.map(({ score }) => score);
  const score = aggregateScore(scores);
  return {
    rank: 0,
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
      reason,
      dropped: null,
      detail: null,
    },
    explanation: said.flatMap(({ sentences }) => sentences),
    intervalHistogram: [],
    key: "pair",
    destinations: [row.destination],
    intel: null,
    row: row.row,
    file: (rows.at(-1) as PlacedRow).from.file,
    needs: needsOf(row, facts),
    family: family?.id ?? null,
    history: rows.map(historyRow),
  };
}

function confidenceOf(text: string | null): "high" | "medium" | null {
  const word = text?.trim().toLowerCase();
  return word === "high" || word === "medium" ? word : null;
}
