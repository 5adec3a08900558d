import type { InputSummary } from "../../intake.js";
import type { Finding, ScoreResult } from "../../scoring/index.js";
import type { ArithmeticFound } from "../checks/index.js";

/** A row of one export about a pair. */
export interface HistoryRow {
  readonly file: string;
  /** Number of the row in its export, from 1. */
  readonly row: number;
  /** Epoch milliseconds. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly count: number;
  readonly averageIntervalSeconds: number | null;
}

/** A finding on a row of the query's answer, or, where `rescore` was given findings on events, on the events of a pair. */
export interface RescoredFinding extends Finding {
  /** Number of the row in its export, from 1; null for a finding that only events show. */
  readonly row: number | null;
  readonly file: string | null;
  /** For how many milliseconds each of its times stands, as they were printed: 1000 of seconds, 60,000 of minutes; 1 where they are exact. */
  readonly resolutionMs: number;
  /** What raw data would settle it, a sentence each. */
  readonly needs: readonly string[];
  /** The id of the false-positive family that it looks like. */
  readonly family: string | null;
  /** All rows about the pair, the earliest first. */
  readonly history: readonly HistoryRow[];
}

/** What `rescore` returns: the shape of `ScoreResult`. */
export interface RescoreResult extends Omit<ScoreResult, "findings"> {
  /** The books: of the exports and, where findings on events were given, of those events too, added up. Pairs are counted once. */
  readonly input: ScoreResult["input"];
  /** Of the exports alone. */
  readonly rows: InputSummary;
  /** How the console divided, and how that is known. */
  readonly arithmetic: ArithmeticFound;
  /** Best first; equal scores by count, source, destination and port. */
  readonly findings: readonly RescoredFinding[];
}
