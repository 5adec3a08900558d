import type { InputSummary, Warning } from "../intake.js";
import type { Arithmetic, Rule, Window } from "../reference/index.js";

/** A time as an export prints it: text that may stand for any instant of a second or a minute. */
export interface PrintedTime {
  /** As it stands in the export. */
  readonly text: string;
  /** Epoch milliseconds of the first instant that the text may stand for, in the zone given. */
  readonly ms: number;
  /** For how many milliseconds from there on it stands: 1000 where seconds are printed, 60,000 for minutes, 1 for epoch milliseconds. */
  readonly resolution: number;
  /**
   * First instants that it may stand for as well: the second of an hour that a zone's clocks show twice, the other half of the day
   * where a clock counts to twelve and does not say which. Empty as a rule.
   */
  readonly others: readonly number[];
}

/** One row of the query's answer as an export holds it. What the export does not tell is null. */
export interface ResultRow {
  /** Number of the row in its export, from 1; rejected rows are counted, too. */
  readonly row: number;
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
  /** Addresses in canonical form. */
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  /** RequestCount, COUNT(*): a whole number over 0. */
  readonly count: number;
  readonly firstSeen: PrintedTime;
  readonly lastSeen: PrintedTime;
  /** BytesSent and BytesReceived. */
  readonly bytesOut: number | null;
  readonly bytesIn: number | null;
  readonly durationSeconds: number | null;
  readonly averageIntervalSeconds: number | null;
  /** BeaconConfidence as it stands there. */
  readonly confidence: string | null;
  /** The columns of the improved query: LONG(MIN(starttime)), LONG(MAX(starttime)), LONG(SUM(eventcount)) and two unique counts. */
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  readonly rawEvents: number | null;
  readonly logSources: number | null;
  readonly distinctTimes: number | null;
  /** `N`, LONG(COUNT(*)), where it stands beside RequestCount. */
  readonly records: number | null;
  /** A host name, where the export has a column of one. */
  readonly host: string | null;
}

/** The columns that a row can have, by the names of the query. */
export type ResultColumn =
  | "FirstSeen"
  | "LastSeen"
  | "sourceip"
  | "destinationip"
  | "destinationport"
  | "RequestCount"
  | "BytesSent"
  | "BytesReceived"
  | "DurationSeconds"
  | "AvgIntervalSeconds"
  | "BeaconConfidence"
  | "FirstMs"
  | "LastMs"
  | "N"
  | "RawEvents"
  | "LogSources"
  | "DistinctTimes"
  | "host";

/** The rows of one exported answer. */
export interface ResultExport {
  /** The file, or another name for where the rows came from. */
  readonly file: string;
  /** How it was written. */
  readonly form: "json" | "ndjson" | "csv";
  /** The known columns it has, with the name that each has there. */
  readonly columns: ReadonlyMap<ResultColumn, string>;
  /**
   * Decimals of the longest number in the column but for one cell in twenty, of those with an exponent as if written without; says whether numbers were rounded
   * when they were printed. 0 without such a column.
   */
  readonly decimals: { readonly durationSeconds: number; readonly averageIntervalSeconds: number };
  /** The rule that the answer says it is of, as that of our own `reference` does; not there where it says none. */
  readonly rule?: Rule;
  /** The window that it says it is of, in epoch milliseconds. */
  readonly window?: Window;
  /** The IANA zone that it says its times are of; they were read so unless an option named another. */
  readonly timeZone?: string;
  /** How it says that its seconds were divided, unless by default, which says nothing of a console. */
  readonly arithmetic?: Arithmetic;
  readonly rows: readonly ResultRow[];
  readonly input: InputSummary;
  readonly warnings: readonly Warning[];
}
