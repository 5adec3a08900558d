import { RuleError } from "../errors.js";
import { countExpression, times } from "./aql.js";
import { expandedCidr } from "./aql-address.js";
import { cases, clause, DATE_FORMAT, indented, lastHours, property, text } from "./aql-text.js";
import type { Rule } from "./rule.js";
import { widenedForJitter } from "./widened-for-jitter.js";

/** How toImprovedAql is to write a rule. */
export interface ImprovedAqlOptions {
  /** The jitter that bands are widened for, a share from 0 to 1; see widenedForJitter. Default 0. */
  readonly jitter?: number;
  /** Ask for the pairs with IPv6 addresses, which Ariel keeps in fields of their own. Default false. */
  readonly ipv6?: boolean;
}

/**
 * A rule, best IMPROVED_RULE, as AQL whose answer can be computed anew from its own columns. The reference query's eleven columns
 * come first, with their names; then, as whole numbers, `FirstMs` and `LastMs` (epoch milliseconds), `N` (records), `RawEvents`
 * (the events that they stand for), `LogSources`, and `DistinctTimes` (of fewer times than records some came in batches).
 *
 * Nothing rests on how a console divides, or on a CASE within a CASE or HAVING, of which the documentation shows none: the
 * confidence compares products, durations are cast to DOUBLE, HAVING names columns. Networks of the family asked for are
 * excluded with INCIDR, prefixes with IPv4 only. A pair needs two events at least, whatever `minCount`: one event has no interval.
 * Throws a RuleError for a rule that parseRule refuses, or whose arithmetic is not `double`.
 *
 * @example toImprovedAql(IMPROVED_RULE).includes("NOT INCIDR('100.64.0.0/10', destinationip)"); // => true
 */
export function toImprovedAql(rule: Rule, options: ImprovedAqlOptions = {}): string {
  const { jitter = 0, ipv6 = false } = options;
  const checked = widenedForJitter(rule, jitter);
  if (checked.arithmetic !== "double") {
    throw new RuleError("rule", [`arithmetic: the improved query divides exactly, as double`]);
  }
  const [source, destination] = ipv6
    ? ["sourcev6", "destinationv6"]
    : ["sourceip", "destinationip"];
  const endpoints = ipv6
    ? [`${source} AS sourceip`, `${destination} AS destinationip`]
    : [source, destination];
  return [
    "SELECT",
    indented([...columns(checked, endpoints), ...wholeNumbers(checked)].join(",\n")),
    "FROM events",
    ...clause("WHERE", conditions(checked, destination, ipv6)),
    `GROUP BY ${source}, ${destination}, destinationport`,
    ...clause("HAVING", having(checked)),
    "ORDER BY RequestCount DESC",
    lastHours(checked.hours),
  ].join("\n");
}

function columns(rule: Rule, endpoints: readonly string[]): string[] {
  const { first, last } = times(rule);
  const count = countExpression(rule);
  const seconds = `DOUBLE(${span(rule)}) / 1000`;
  return [
    `DATEFORMAT(${first}, ${DATE_FORMAT}) AS FirstSeen`,
    `DATEFORMAT(${last}, ${DATE_FORMAT}) AS LastSeen`,
    ...endpoints,
    "destinationport",
    `${count} AS RequestCount`,
    `SUM(LONG(${property(rule.bytesOutProperty)})) AS BytesSent`,
    `SUM(LONG(${property(rule.bytesInProperty)})) AS BytesReceived`,
    `${seconds} AS DurationSeconds`,
    `${cases([`WHEN ${count} > 1 THEN ${seconds} / (${count} - 1)`], "0")} AS AvgIntervalSeconds`,
    `${cases(confidence(rule), "'medium'")} AS BeaconConfidence`,
  ];
}

function wholeNumbers(rule: Rule): string[] {
  const { first, last } = times(rule);
  return [
    `LONG(${first}) AS FirstMs`,
    `LONG(${last}) AS LastMs`,
    "LONG(COUNT(*)) AS N",
    "LONG(SUM(eventcount)) AS RawEvents",
    "LONG(UNIQUECOUNT(logsourceid)) AS LogSources",
    `LONG(UNIQUECOUNT(${rule.timeField})) AS DistinctTimes`,
  ];
}

function span(rule: Rule): string {
  const { first, last } = times(rule);
  return `${last} - ${first}`;
}

/** A mean interval compared without a division: the span with as many times the bound. */
function confidence(rule: Rule): string[] {
  const count = countExpression(rule);
  const bound = (seconds: number) => `${Math.round(seconds * 1000)} * (${count} - 1)`;
  const branches = rule.bands.map(
    ([from, to]) => `(${span(rule)}) >= ${bound(from)} AND (${span(rule)}) <= ${bound(to)}`,
  );
  const { volume, volumeMaxInterval } = rule;
  const guard =
    volumeMaxInterval === null ? "" : ` AND (${span(rule)}) < ${bound(volumeMaxInterval)}`;
  return [...branches, `${count} > ${volume}${guard}`].map((when) => `WHEN ${when} THEN 'high'`);
}

function conditions(rule: Rule, destination: string, ipv6: boolean): string[] {
  const { ports, directions, excludePrefixes, excludeNetworks } = rule;
  const either = directions.map((name) => `eventdirection = ${text(name)}`).join(" OR ");
  const prefixes = ipv6 ? [] : excludePrefixes;
  const ranges = excludeNetworks.filter((cidr) => cidr.includes(":") === ipv6);
  return [
    ...(ports.length > 0 ? [`destinationport IN (${ports.join(", ")})`] : []),
    ...(either === "" ? [] : [`(${either})`]),
    ...prefixes.map((prefix) => `NOT (${destination} LIKE ${text(`${prefix}%`)})`),
    ...ranges.map((cidr) => `NOT INCIDR(${text(expandedCidr(cidr))}, ${destination})`),
  ];
}

function having({ minCount, interval: [lower, upper], bounds }: Rule): string[] {
  const equal = bounds === "inclusive" ? "=" : "";
  return [
    `RequestCount > ${Math.max(minCount, 1)}`,
    `AvgIntervalSeconds >${equal} ${lower}`,
    `AvgIntervalSeconds <${equal} ${upper}`,
  ];
}
