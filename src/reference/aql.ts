import { cases, clause, DATE_FORMAT, indented, lastHours, property, text } from "./aql-text.js";
import { parseRule } from "./parse-rule.js";
import type { Rule } from "./rule.js";

/**
 * The rule as an AQL query. That of DEFAULT_RULE is the reference query to the letter, line breaks aside. Throws a RuleError
 * for a rule that parseRule refuses, so that nothing a rule holds can leave its place in the text.
 *
 * `integer` and `mixed` arithmetic come from `LONG()` and `DOUBLE()` casts and therefore hold however a console divides;
 * `double` has none, as the reference query has none. Windows of broken hours become whole minutes, rounded up. What a SUM
 * of nulls is (`emptySum`) is the console's own affair.
 *
 * @example toAql({ ...DEFAULT_RULE, hours: 1.5 }).split("\n").at(-1); // => "LAST 90 MINUTES"
 */
export function toAql(rule: Rule): string {
  const checked = parseRule(rule);
  const count = countExpression(checked);
  return [
    "SELECT",
    indented(columns(checked).join(",\n")),
    "FROM events",
    ...where(checked),
    "GROUP BY sourceip, destinationip, destinationport",
    `HAVING ${count} > ${checked.minCount}`,
    indented(having(checked)),
    "ORDER BY RequestCount DESC",
    lastHours(checked.hours),
  ].join("\n");
}

function columns(rule: Rule): string[] {
  const { first, last } = times(rule);
  return [
    `DATEFORMAT(${first}, ${DATE_FORMAT}) AS FirstSeen`,
    `DATEFORMAT(${last}, ${DATE_FORMAT}) AS LastSeen`,
    "sourceip",
    "destinationip",
    "destinationport",
    `${countExpression(rule)} AS RequestCount`,
    `SUM(LONG(${property(rule.bytesOutProperty)})) AS BytesSent`,
    `SUM(LONG(${property(rule.bytesInProperty)})) AS BytesReceived`,
    `${duration(rule)} AS DurationSeconds`,
    `${cases([averageBranch(rule)], "0")} AS AvgIntervalSeconds`,
    `${cases(confidenceBranches(rule), "'medium'")} AS BeaconConfidence`,
  ];
}

/** What the rule counts. */
export function countExpression(rule: Rule): string {
  return rule.countField === "records" ? "COUNT(*)" : "SUM(eventcount)";
}

/** First and last time. Row by row a long divided by a long loses its fraction, which is what rounds the times down. */
export function times({ timeField, timeFloorMs }: Rule): { first: string; last: string } {
  const time = timeFloorMs === 1 ? timeField : `(${timeField} / ${timeFloorMs}) * ${timeFloorMs}`;
  return { first: `MIN(${time})`, last: `MAX(${time})` };
}

function duration(rule: Rule): string {
  const { first, last } = times(rule);
  return `${rule.arithmetic === "double" ? "" : "LONG"}((${last} - ${first}) / 1000)`;
}

function averageBranch(rule: Rule): string {
  const count = countExpression(rule);
  const average = {
    double: `${duration(rule)} / (${count} - 1)`,
    mixed: `${duration(rule)} / DOUBLE(${count} - 1)`,
    integer: `LONG(${duration(rule)} / (${count} - 1))`,
  };
  return `WHEN ${count} > 1 THEN ${average[rule.arithmetic]}`;
}

function average(rule: Rule): string {
  return `CASE ${averageBranch(rule)} ELSE 0 END`;
}

function confidenceBranches(rule: Rule): string[] {
  const { bands, volume, volumeMaxInterval } = rule;
  const guard = volumeMaxInterval === null ? "" : ` AND (${average(rule)}) < ${volumeMaxInterval}`;
  return [
    ...bands.map(([from, to]) => `WHEN (${average(rule)}) BETWEEN ${from} AND ${to} THEN 'high'`),
    `WHEN ${countExpression(rule)} > ${volume}${guard} THEN 'high'`,
  ];
}

function where(rule: Rule): string[] {
  const directions = rule.directions.map((name) => `eventdirection = ${text(name)}`).join(" OR ");
  const conditions = [
    ...(rule.ports.length > 0 ? [`destinationport IN (${rule.ports.join(", ")})`] : []),
    ...(directions === "" ? [] : [`(${directions})`]),
    ...exclusions(rule.excludePrefixes),
    ...rule.excludeNetworks.map((cidr) => `NOT INCIDR(${text(cidr)}, destinationip)`),
  ];
  return clause("WHERE", conditions);
}

function exclusions(prefixes: readonly string[]): string[] {
  if (prefixes.length === 0) return [];
  const likes = prefixes.map((prefix) => `destinationip LIKE ${text(`${prefix}%`)}`);
  return [`NOT (\n${indented(likes.join("\nOR "))}\n)`];
}

function having(rule: Rule): string {
  const [lower, upper] = rule.interval;
  if (rule.bounds === "inclusive") return `AND ${average(rule)} BETWEEN ${lower} AND ${upper}`;
  return `AND (${average(rule)}) > ${lower}\nAND (${average(rule)}) < ${upper}`;
}
