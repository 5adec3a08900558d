import { RuleError } from "../errors.js";
import { eventAddress } from "../network/event-address.js";
import { expandedCidr } from "./aql-address.js";
import { clause, indented, property, text } from "./aql-text.js";
import { parseRule } from "./parse-rule.js";
import { DEFAULT_RULE, type Rule } from "./rule.js";

const MINUTE = 60_000;
/** The end of the year 9999: what is later is a time in some other unit. */
const LATEST = 253_402_300_799_999;
/** So many characters of a wrong value are shown. */
const SHOWN = 60;

/** A pair and the time to fetch its events from. */
export interface PairWindow {
  /** Addresses, both IPv4 or both IPv6. */
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  /** Epoch milliseconds, fractions allowed; both ends belong to the window. */
  readonly start: number;
  readonly end: number;
}

/** How toPairAql is to write its query. */
export interface PairAqlOptions
  extends Partial<Pick<Rule, "bytesOutProperty" | "bytesInProperty">> {
  /** At most so many events, the first ones; none is AQL's own, which is no limit. */
  readonly limit?: number;
}

/**
 * The AQL that fetches one pair's events in the order of time, with the columns that `beaconry score` reads back and some for the eye:
 * log source, event name, user. Windows of Ariel are whole minutes, so START and STOP are the minutes around the window and
 * a BETWEEN on `starttime` cuts it to the millisecond. IPv6 addresses are in `sourcev6` and `destinationv6`; IPv4 ones are
 * 0.0.0.0 in such events, so the events behind a pair of 0.0.0.0 are fetched with their IPv6 addresses. An IPv4 address that is written
 * as IPv6 (`::ffff:10.1.2.3`) is the IPv4 one.
 *
 * Whatever is not an address, a port, a time or a property name is refused with a RuleError that lists all that is wrong, so that
 * nothing in a log can leave its place in the text.
 *
 * @example
 * const pair = { source: "10.1.2.3", destination: "203.0.113.9", port: 443, start: 1791561027027, end: 1791568227027 };
 * toPairAql(pair).split("\n").at(-1); // => "START 1791561000000 STOP 1791568260000"
 */
export function toPairAql(pair: PairWindow, options: PairAqlOptions = {}): string {
  const { source, destination, port, start, end } = checked(pair);
  const { bytesOutProperty, bytesInProperty } = parseRule({
    bytesOutProperty: options.bytesOutProperty ?? DEFAULT_RULE.bytesOutProperty,
    bytesInProperty: options.bytesInProperty ?? DEFAULT_RULE.bytesInProperty,
  });
  const conditions = [
    equal("source", source),
    equal("destination", destination),
    `destinationport = ${port}`,
    `starttime BETWEEN ${start} AND ${end}`,
  ];
  const columns = [
    "starttime",
    "devicetime",
    ...endpoints(source, destination),
    "destinationport",
    "sourceport",
    "protocolid",
    "eventdirection",
    "eventcount",
    `${property(bytesOutProperty)} AS BytesSent`,
    `${property(bytesInProperty)} AS BytesReceived`,
    "logsourceid",
    "LOGSOURCENAME(logsourceid) AS LogSource",
    "QIDNAME(qid) AS EventName",
    "username",
  ];
  return [
    "SELECT",
    indented(columns.join(",\n")),
    "FROM events",
    ...clause("WHERE", conditions),
    "ORDER BY starttime ASC",
    ...limit(options.limit),
    `START ${start - (start % MINUTE)} STOP ${end - (end % MINUTE) + MINUTE}`,
  ].join("\n");
}

/** The pair with canonical addresses and whole milliseconds. */
function checked(pair: PairWindow): PairWindow {
  const source = eventAddress(String(pair.source));
  const destination = eventAddress(String(pair.destination));
  const { port } = pair;
  const start = Math.floor(pair.start);
  const end = Math.floor(pair.end);
  const issues = [
    ...(source === undefined ? [`source: expected an IP address, got ${shown(pair.source)}`] : []),
    ...(destination === undefined
      ? [`destination: expected an IP address, got ${shown(pair.destination)}`]
      : []),
    ...(Number.isInteger(port) && port >= 0 && port <= 65535
      ? []
      : [`port: expected a whole number from 0 to 65535, got ${shown(port)}`]),
    ...(isTime(start) && isTime(end) && start <= end
      ? []
      : [
          `window: expected epoch milliseconds, the start first, got ${shown(pair.start)} and ${shown(pair.end)}`,
        ]),
  ];
  if (source !== undefined && destination !== undefined && isIPv6(source) !== isIPv6(destination)) {
    issues.push("source and destination: one is IPv4 and the other IPv6; no event has both");
  }
  if (source === undefined || destination === undefined || issues.length > 0) {
    throw new RuleError("pair", issues);
  }
  return { source, destination, port, start, end };
}

function isTime(ms: number): boolean {
  return ms >= 0 && ms <= LATEST;
}

function isIPv6(address: string): boolean {
  return address.includes(":");
}

function shown(value: unknown): string {
  return JSON.stringify(String(value).slice(0, SHOWN));
}

/** IPv6 by a range of one address: a comparison of texts would depend on its spelling. */
function equal(end: "source" | "destination", address: string): string {
  if (!isIPv6(address)) return `${end}ip = ${text(address)}`;
  return `INCIDR(${text(expandedCidr(`${address}/128`))}, ${end}v6)`;
}

function endpoints(source: string, destination: string): string[] {
  const hidden = isIPv6(source) || (source === "0.0.0.0" && destination === "0.0.0.0");
  if (!hidden) return ["sourceip", "destinationip"];
  return ["sourcev6 AS sourceaddress", "destinationv6 AS destinationaddress"];
}

function limit(rows: number | undefined): string[] {
  if (rows === undefined) return [];
  if (Number.isSafeInteger(rows) && rows > 0) return [`LIMIT ${rows}`];
  throw new RuleError("limit", [`expected a whole number over 0, got ${shown(rows)}`]);
}
