import type { ConnectionTable } from "../../table.js";

/** What a detector says of one pair. */
export interface Detected {
  /** Higher is more like a beacon. Only the order counts. */
  readonly value: number;
  /** Whether a threshold of its own reports the pair; null for a detector without one. */
  readonly flagged: boolean | null;
  /** The chance that a pair without a schedule scores so high, by its own claim; null without one. */
  readonly falseAlarm: number | null;
  readonly periodSeconds: number | null;
  readonly jitter: number | null;
  /** Why, in a sentence or a few. */
  readonly reason: string;
}

/** Anything that gives each pair of a table a number: a profile, one scorer, the rule of another product. */
export interface Detector {
  readonly id: string;
  /** Whether it has a threshold of its own. */
  readonly reports: boolean;
  /** Its answers by pair number; undefined where there is too little to say. */
  judge(table: ConnectionTable): (Detected | undefined)[];
}

/** Stands for the score of a pair on which a detector says nothing: it ranks last. */
export const SILENT = -1;

/** The numbers by pair that a detector ranks a table with. */
export function valuesOf(detected: readonly (Detected | undefined)[]): number[] {
  return detected.map((one) => one?.value ?? SILENT);
}

/** An answer of a detector that claims no more than its value. */
export function plainly(value: number, flagged: boolean | null, reason: string): Detected {
  return { value, flagged, falseAlarm: null, periodSeconds: null, jitter: null, reason };
}
