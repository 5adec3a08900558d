import { InputError } from "../../errors.js";
import { printable } from "../../text/printable.js";
import type { ResultColumn } from "../result-row.js";
import { FINDINGS } from "./no-answer.js";
import { plainName } from "./plain-name.js";
import { singleRecords } from "./record-format.js";

const SHOWN = 300;

/**
 * The names of each column, first choice first, as plainName makes them: the query's own, those of fields that it does not rename,
 * of aggregates without an alias (`MIN_starttime`), and Log Activity's labels (`Event Count (Sum)`).
 */
const NAMES: Readonly<Record<ResultColumn, readonly string[]>> = {
  FirstSeen: [
    ...["firstseen", "starttimeminimum", "firsttime", "starttime", "firstpackettimeminimum"],
    ...["firstpackettime"],
  ],
  LastSeen: [
    ...["lastseen", "starttimemaximum", "lasttime", "endtimemaximum", "endtime"],
    ...["lastpackettimemaximum", "lastpackettime"],
  ],
  sourceip: ["sourceip", "sourceaddress", "sourcev6", "firstsourceip", "srcip", "source", "src"],
  destinationip: [
    ...["destinationip", "destinationaddress", "destinationv6", "firstdestinationip", "dstip"],
    ...["destip", "destination", "dst"],
  ],
  destinationport: [...["destinationport", "firstdestinationport", "dstport", "destport", "port"]],
  RequestCount: ["requestcount", "count", "eventcountcount", "requests", "connections"],
  BytesSent: [
    ...["bytessent", "sumbytesout", "sumlongbytesout", "sumbytessent", "bytessentsum", "bytesout"],
    ...["bytesoutsum", "sumsourcebytes", "sourcebytessum", "sourcebytes"],
  ],
  BytesReceived: [
    ...["bytesreceived", "sumbytesin", "sumlongbytesin", "sumbytesreceived", "bytesreceivedsum"],
    ...["bytesin", "bytesinsum", "sumdestinationbytes", "destinationbytessum", "destinationbytes"],
  ],
  DurationSeconds: ["durationseconds", "duration"],
  AvgIntervalSeconds: ["avgintervalseconds", "averageintervalseconds", "avginterval"],
  BeaconConfidence: ["beaconconfidence", "confidence"],
  FirstMs: ["firstms", "minstarttime", "minlongstarttime", "earliest"],
  LastMs: ["lastms", "maxstarttime", "maxlongstarttime", "latest"],
  N: ["n"],
  RawEvents: ["rawevents", "sumeventcount", "eventcountsum", "eventcount"],
  LogSources: [
    ...["logsources", "uniquecountlogsourceid", "logsourceuniquecount", "logsourceiduniquecount"],
  ],
  DistinctTimes: ["distincttimes", "uniquecountstarttime", "starttimeuniquecount"],
  host: [
    ...["host", "urlhost", "tlsservernameindication", "httphost", "sni", "servername", "hostname"],
    ...["firsthost", "firsturlhost", "firsttlsservernameindication", "firsthttphost"],
  ],
};

/** What consoles call a formatted time without an alias, whose pattern is in the name: `dateformat_MIN_starttime_yyyy-MM-dd`. */
const PATTERNS: Readonly<Partial<Record<ResultColumn, RegExp>>> = {
  FirstSeen: /^dateformatmin(?:long)?(?:starttime|devicetime|firstpackettime)/,
  LastSeen: /^dateformatmax(?:long)?(?:starttime|devicetime|endtime|lastpackettime)/,
};

/** All names that a column of the query may have, as plainName makes them. */
export const KNOWN_NAMES: ReadonlySet<string> = new Set(Object.values(NAMES).flat());

/** The query's columns. */
export const RESULT_COLUMNS: readonly ResultColumn[] = Object.keys(NAMES) as ResultColumn[];

/** Without a column of each of these there is no row; an improved query's columns stand in for the first three. */
const NEEDED: readonly (readonly [ResultColumn, ResultColumn?])[] = [
  ["FirstSeen", "FirstMs"],
  ["LastSeen", "LastMs"],
  ["RequestCount", "N"],
  ["sourceip"],
  ["destinationip"],
  ["destinationport"],
];

/** What the time of a single event may be called. */
const TIMES: ReadonlySet<string> = new Set(["starttime", "devicetime", "time", "timestamp", "ts"]);

/** The columns of findings of ours. */
const FOUND = ["rank", "score", "level", "source", "destination"] as const;

/** Names of columns that a user gives, in place of the known ones. */
export type OwnColumns = Readonly<Partial<Record<ResultColumn, string>>>;

/**
 * Which of an answer's columns is which of the query's, by position. Throws an InputError that lists the columns without which
 * there is no row, or says that the answer holds events.
 *
 * @example [...columnsOf("a.csv", ["Source IP", "Destination IP", "Destination Port", "Count", "MIN_starttime", "MAX_starttime"])].length; // => 6
 */
export function columnsOf(
  file: string,
  names: readonly string[],
  own: OwnColumns = {},
): Map<ResultColumn, number> {
  const plain = names.map(plainName);
  if (FOUND.every((name) => plain.includes(name))) throw new InputError(file, FINDINGS);
  const found = new Map<ResultColumn, number>();
  for (const [column, known] of Object.entries(NAMES) as [ResultColumn, readonly string[]][]) {
    const named = Object.hasOwn(own, column) ? own[column] : undefined;
    const choices = named === undefined ? known : [plainName(named)];
    const taken = new Set(found.values());
    const at =
      choices.map((choice) => plain.indexOf(choice)).find((i) => i >= 0 && !taken.has(i)) ??
      (named === undefined ? formattedAs(column, plain) : undefined);
    if (at !== undefined) found.set(column, at);
    else if (named !== undefined) throw lacking(file, [`${column} named "${named}"`], names);
  }
  const missing = NEEDED.filter(
    (columns) => !columns.some((column) => column && found.has(column)),
  );
  if (missing.length === 0) return found;
  if (isEvents(found, plain)) {
    throw new InputError(file, singleRecords("events"));
  }
  throw lacking(
    file,
    missing.map((columns) => columns.join(" or ")),
    names,
  );
}

function formattedAs(column: ResultColumn, plain: readonly string[]): number | undefined {
  const at = plain.findIndex((name) => PATTERNS[column]?.test(name) === true);
  return at < 0 ? undefined : at;
}

/** Events have a time and endpoints; grouped rows would have a count. */
function isEvents(found: ReadonlyMap<ResultColumn, number>, plain: readonly string[]): boolean {
  const counted = found.has("RequestCount") || found.has("N");
  const timed = plain.some((name) => TIMES.has(name));
  return !counted && timed && found.has("sourceip") && found.has("destinationip");
}

function lacking(file: string, columns: readonly string[], names: readonly string[]): InputError {
  const seen = names.join(", ");
  const shown = printable(seen.length > SHOWN ? `${seen.slice(0, SHOWN)}…` : seen);
  const [column = ""] = columns[0]?.split(" ") ?? [];
  const hint = `name it with --row-columns ${column}=… (in a program, the option columns)`;
  return new InputError(
    file,
    `no column for ${printable(columns.join(", "))} (its columns: ${shown}); ${hint}`,
  );
}

/** How many of these names are columns of the query. */
export function knownColumns(names: readonly string[]): number {
  const isKnown = (name: string) =>
    KNOWN_NAMES.has(name) || Object.values(PATTERNS).some((pattern) => pattern.test(name));
  return new Set(names.map(plainName).filter(isKnown)).size;
}
