import { countDistinct } from "../../rita/scores/tally.js";
import type { Evidence } from "../../score.js";
import type { RitaPairGroup } from "../../scorers/rita-group.js";
import { significant } from "../../text/units.js";

/** The four parts of either version's score, and what they come to. */
interface Parts {
  readonly score: number;
  readonly timestampScore: number;
  readonly dataSizeScore: number;
  readonly durationScore: number;
  readonly histogramScore: number;
}

/** How much there is of a group in the window, as evidence; nothing of one that RITA cannot hold. */
export function amountOf(group: RitaPairGroup | undefined): {
  readonly connections: number;
  readonly distinctSeconds: number;
} {
  if (group === undefined) return { connections: 0, distinctSeconds: 0 };
  const { timestamps } = group;
  return { connections: timestamps.length, distinctSeconds: countDistinct(timestamps) };
}

/** The parts of a score as evidence. */
export function partsOf({
  score,
  timestampScore,
  dataSizeScore,
  durationScore,
  histogramScore,
}: Parts): Readonly<Record<keyof Parts, number>> {
  return { score, timestampScore, dataSizeScore, durationScore, histogramScore };
}

/** The parts in words. */
export function partsInWords({
  score = 0,
  timestampScore = 0,
  dataSizeScore = 0,
  durationScore = 0,
  histogramScore = 0,
}: Evidence): string {
  const parts = [
    `timestamps ${significant(timestampScore)}`,
    `data sizes ${significant(dataSizeScore)}`,
    `duration ${significant(durationScore)}`,
    `histogram ${significant(histogramScore)}`,
  ];
  return `${significant(score)} (${parts.join(", ")})`;
}
