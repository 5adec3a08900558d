import { destinationOf, portOf } from "../table.js";
import { significant } from "../text/units.js";
import type { Dropped } from "./clause.js";
import { computedDirection, directionName } from "./direction.js";
import { exclusionDetail } from "./exclusion.js";
import type { Query } from "./query.js";
import { rowsInWindow } from "./rows.js";

/**
 * Why the query drops a pair, with the numbers, in a few words.
 *
 * @example detailOf(query, pair, outcomeOf(query, pair)); // => "10 is not > 15"
 */
export function detailOf(query: Query, pair: number, outcome: Dropped): string {
  const { table, rule, window, timeText } = query;
  switch (outcome.clause) {
    case "window":
      return `no record from ${timeText(window.start)} to ${timeText(window.end)}`;
    case "port":
      return `${portOf(table, pair)} is not ${oneOf(rule.ports)}`;
    case "direction":
      return `${directionsOf(query, pair).join(", ")} is not ${oneOf(rule.directions)}`;
    case "private-destination":
      return exclusionDetail(query, destinationOf(table, pair));
    case "count":
      return `${outcome.metrics.count} is not > ${rule.minCount}`;
    case "interval":
      return `average interval ${intervalText(outcome.metrics.averageIntervalSeconds, query)} s is not ${rangeText(query)} s`;
  }
}

/** Six digits, or as many as keep it on its side of the bounds. */
function intervalText(seconds: number, { rule }: Query): string {
  const side = (value: number) => rule.interval.map((bound) => Math.sign(value - bound)).join();
  let digits = 6;
  while (digits < 17 && side(Number(significant(seconds, digits))) !== side(seconds)) digits++;
  return significant(seconds, digits);
}

function rangeText({ rule }: Query): string {
  const [lower, upper] = rule.interval;
  return rule.bounds === "strict" ? `> ${lower} and < ${upper}` : `between ${lower} and ${upper}`;
}

function oneOf(options: readonly (string | number)[]): string {
  const others = options.slice(0, -1).join(", ");
  return others === "" ? `${options.at(-1)}` : `${others} or ${options.at(-1)}`;
}

/** The names of the directions that a pair's records in the window have, each once. */
function directionsOf(query: Query, pair: number): string[] {
  const codes = query.table.optional.direction;
  const found = new Set<number>();
  const rows = rowsInWindow(query, pair);
  for (let i = 0; i < rows.length; i++) found.add(codes?.[rows.numbers[i] as number] ?? 0);
  if (found.delete(0)) found.add(computedDirection(query, pair));
  return [...found].sort((a, b) => a - b).map(directionName);
}
