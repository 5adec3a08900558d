import { RuleError } from "../../errors.js";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const RELATIVE = /\s*\bLAST\s+\d+\s+(?:MINUTES?|HOURS?|DAYS?)\s*$/i;

/** A window of whole minutes: epoch milliseconds, `start` belongs to it, `stop` no more. */
export interface QueryWindow {
  readonly start: number;
  readonly stop: number;
}

/**
 * The last hours before `end`, as Ariel can look at them: in whole minutes, since it stores one file a minute. A minute that `end`
 * lies in belongs to the window; broken hours are rounded up.
 *
 * @example minuteWindow(Date.UTC(2026, 0, 2), 24); // => { start: 1767225600000, stop: 1767312000000 }
 */
export function minuteWindow(end: number, hours: number): QueryWindow {
  const stop = Math.ceil(end / MINUTE) * MINUTE;
  const minutes = Math.ceil(Math.round(hours * HOUR) / MINUTE);
  return { start: Math.max(0, stop - minutes * MINUTE), stop };
}

/**
 * The query with START and STOP in place of the `LAST n HOURS` at its end. A console may answer a text that it has seen lately with
 * the search it made then: with a relative window that is an answer about another day; with a fixed one it is the same. Throws a
 * RuleError for a query that does not end so.
 *
 * @example withWindow("SELECT a FROM events\nLAST 24 HOURS", { start: 0, stop: 60000 }); // => "SELECT a FROM events\nSTART 0 STOP 60000"
 */
export function withWindow(aql: string, { start, stop }: QueryWindow): string {
  if (!RELATIVE.test(aql))
    throw new RuleError("aql", ["expected a query that ends with LAST n HOURS"]);
  return aql.replace(RELATIVE, `\nSTART ${start} STOP ${stop}`);
}

/**
 * Whether a query ends with a START and a STOP, so that its text tells what it looks at.
 *
 * @example isFixed("SELECT a FROM events START 0 STOP 60000"); // => true
 * @example isFixed("SELECT a FROM events LAST 24 HOURS"); // => false
 */
export function isFixed(aql: string): boolean {
  return /\bSTART\s+('[^']*'|\d+)\s+STOP\s+('[^']*'|\d+)\s*$/i.test(aql);
}
