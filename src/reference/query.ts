import { RuleError } from "../errors.js";
import { canonicalCidr, INTERNAL_NETWORKS, type Networks, networks } from "../network/networks.js";
import { type ConnectionTable, DIRECTION_CODES } from "../table.js";
import { dateTimeFormat } from "./date-time.js";
import { checkRule } from "./parse-rule.js";
import type { Arithmetic, Rule } from "./rule.js";

/** What time the query looks at: whole epoch milliseconds, both ends included. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** Options of `queryOf`. */
export interface QueryOptions {
  /** Whatever differs from DEFAULT_RULE. */
  readonly rule?: Partial<Rule>;
  /** The window's end: epoch milliseconds, or `"data"` (the default) for the newest record. */
  readonly end?: "data" | number;
  /** In place of the rule's. */
  readonly hours?: number;
  /** In place of the rule's. */
  readonly arithmetic?: Arithmetic;
  /** CIDR ranges that are internal beside INTERNAL_NETWORKS. */
  readonly internal?: readonly string[];
  /** The IANA zone in which times are printed; UTC unless given. */
  readonly timeZone?: string;
}

/** A rule bound to a table: everything that is the same for all pairs, made once. */
export interface Query {
  readonly table: ConnectionTable;
  readonly rule: Rule;
  readonly window: Window;
  readonly arithmetic: { readonly mode: Arithmetic; readonly source: "default" | "option" };
  readonly ports: ReadonlySet<number>;
  /** Bit `code` is set where the direction with that code of DIRECTION_CODES counts. */
  readonly directions: number;
  readonly internal: Networks;
  readonly excluded: Networks;
  readonly timeText: (ms: number) => string;
}

const HOUR_MS = 3_600_000;
/** `directions` of a query that takes any, an unknown one included. */
export const ANY_DIRECTION: number = -1;

/**
 * Binds a rule to a table; throws a RuleError that lists everything wrong with the rule and the options at once.
 * The newest of no records counts as time 0.
 *
 * @example queryOf(table, { end: 86400000 }).window; // => { start: 0, end: 86400000 }
 */
export function queryOf(table: ConnectionTable, options: QueryOptions = {}): Query {
  const { end = "data", hours, arithmetic, internal = [], timeZone = "UTC" } = options;
  const given = { ...options.rule };
  if (hours !== undefined) given.hours = hours;
  if (arithmetic !== undefined) given.arithmetic = arithmetic;
  const { rule, issues } = checkRule(given);
  const timeText = timeFormat(timeZone);
  const problems = [...issues, ...endProblems(end), ...internalProblems(internal)];
  if (timeText === undefined) problems.push(`timeZone: unknown zone ${JSON.stringify(timeZone)}`);
  if (rule === undefined || timeText === undefined || problems.length > 0) {
    throw new RuleError("reference", problems);
  }
  return {
    table,
    rule,
    window: windowOf(rule, end === "data" ? newest(table.times) : Math.floor(end)),
    arithmetic: {
      mode: rule.arithmetic,
      source: given.arithmetic === undefined ? "default" : "option",
    },
    ports: new Set(rule.ports),
    directions: directionBits(rule),
    internal: networks([...INTERNAL_NETWORKS, ...internal]),
    excluded: networks(rule.excludeNetworks),
    timeText,
  };
}

function windowOf(rule: Rule, end: number): Window {
  return { start: end - Math.round(rule.hours * HOUR_MS), end };
}

function newest(times: Float64Array): number {
  let latest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < times.length; row++) latest = Math.max(latest, times[row] as number);
  return times.length === 0 ? 0 : Math.floor(latest);
}

function directionBits(rule: Rule): number {
  if (rule.directions.length === 0) return ANY_DIRECTION;
  return rule.directions.reduce((bits, name) => bits | (1 << DIRECTION_CODES[name]), 0);
}

function endProblems(end: unknown): string[] {
  if (end === "data" || Number.isFinite(end)) return [];
  return [`end: expected epoch milliseconds or "data", got ${String(end)}`];
}

function internalProblems(internal: readonly unknown[]): string[] {
  return internal.flatMap((text, i) =>
    typeof text === "string" && canonicalCidr(text) !== undefined
      ? []
      : [`internal[${i}]: expected an address or a CIDR range, got ${JSON.stringify(text)}`],
  );
}

function timeFormat(timeZone: string): ((ms: number) => string) | undefined {
  try {
    return dateTimeFormat(timeZone);
  } catch {
    return undefined;
  }
}
