import { RuleError } from "../../errors.js";
import { eventAddress } from "../../network/event-address.js";
import { type PairAqlOptions, type PairWindow, toPairAql } from "../../reference/index.js";
import { isCollapsed } from "../rescore/collapsed-row.js";
import type { HandedFinding } from "./handed-finding.js";
import { windowOf } from "./window-of.js";

/** From this score on, `low`, a look at the events is worth the search. */
const LEAST_SCORE = 0.3;
/** Accepted by toPairAql whatever the options. */
const ANY_PAIR: PairWindow = {
  source: "192.0.2.1",
  destination: "192.0.2.2",
  port: 0,
  start: 0,
  end: 0,
};

/** Which findings to ask for, and how. */
export interface DrillDownOptions extends PairAqlOptions {
  /** Findings with a lower score are left out; default 0.3. */
  readonly minScore?: number;
  /** At most so many queries, those of the first findings; default 0: all. */
  readonly top?: number;
  /** By so many milliseconds the window is wider than the finding's times, at each end; default 0. */
  readonly paddingMs?: number;
}

/** The query for the events behind one finding, and the name of its file. */
export interface DrillDownQuery extends PairWindow {
  /** A plain name: a number, the two addresses and the port. */
  readonly file: string;
  readonly aql: string;
}

/** Queries for findings, and how many of those worth it have none. */
export interface DrillDown {
  readonly queries: readonly DrillDownQuery[];
  /** No two addresses of one family, or unset ones, which stand for no pair; or times that are none. */
  readonly refused: number;
  /** Cut off by `top`. */
  readonly cut: number;
}

/**
 * For each finding that is worth it the AQL that fetches the events of its pair; of a group that of its main destination. Findings on
 * rows go through `placedRows` first: printed times may be ambiguous or wrong, and a query of those misses the events. Throws a RuleError
 * for options that toPairAql refuses.
 */
export function drillDownQueries(
  findings: Iterable<HandedFinding>,
  options: DrillDownOptions = {},
): DrillDown {
  const { minScore = LEAST_SCORE, top = 0, paddingMs = 0, ...aql } = options;
  // What is refused from here on is a finding, never an option.
  toPairAql(ANY_PAIR, aql);
  const asked = [...findings]
    .filter(({ score }) => score >= minScore)
    .map((finding) => queryOf(finding, paddingMs, aql));
  const made = asked.filter((query) => query !== undefined);
  const kept = top > 0 ? made.slice(0, top) : made;
  const digits = Math.max(3, String(kept.length).length);
  return {
    queries: kept.map((query, i) => ({ file: fileOf(query, i + 1, digits), ...query })),
    refused: asked.length - made.length,
    cut: made.length - kept.length,
  };
}

function queryOf(
  finding: HandedFinding,
  paddingMs: number,
  options: PairAqlOptions,
): Omit<DrillDownQuery, "file"> | undefined {
  const source = eventAddress(finding.source);
  const destination = eventAddress(finding.destination);
  if (source === undefined || destination === undefined) return undefined;
  // All of IPv6 in one row: its query would fetch everything but a pair.
  if (isCollapsed({ source, destination })) return undefined;
  const window = windowOf(finding);
  const start = Math.max(0, window.start - paddingMs);
  const end = window.end + paddingMs;
  const pair = { source, destination, port: finding.port, start, end };
  try {
    return { ...pair, aql: toPairAql(pair, options) };
  } catch (error) {
    if (error instanceof RuleError) return undefined;
    throw error;
  }
}

/** Addresses hold digits, letters, dots and colons; the last are not for every file system. */
function fileOf({ source, destination, port }: PairWindow, number: number, digits: number): string {
  const ends = [source, destination].map((address) => address.replaceAll(":", "-"));
  return `${[String(number).padStart(digits, "0"), ...ends, port].join("_")}.aql`;
}
