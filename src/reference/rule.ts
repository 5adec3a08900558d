import type { Direction } from "../connection.js";

/** Which of the three readings of the query's divisions holds: see `durationSeconds` and `averageIntervalSeconds`. */
export type Arithmetic = "double" | "integer" | "mixed";

/** Two numbers of seconds, the lower one first; both belong to the range. */
export type Seconds = readonly [lower: number, upper: number];

/** The reference query as plain data: everything in it that somebody might want to set differently. */
export interface Rule {
  /** Destination ports that count; none means any. */
  readonly ports: readonly number[];
  /** Directions that count; none means any, an unknown one included. */
  readonly directions: readonly Direction[];
  /** Beginnings of a destination's canonical text that exclude it: the query's `LIKE 'x%'` without the `%`. */
  readonly excludePrefixes: readonly string[];
  /** CIDR ranges whose destinations are excluded too. */
  readonly excludeNetworks: readonly string[];
  /** Length of the window. */
  readonly hours: number;
  /** A pair needs more than so many. */
  readonly minCount: number;
  /** The average interval a pair needs, by `bounds`. */
  readonly interval: Seconds;
  /** Average intervals that make the confidence high; both ends always belong to a band. */
  readonly bands: readonly Seconds[];
  /** More than so many make the confidence high too … */
  readonly volume: number;
  /** … provided that the average interval is under so many seconds (null: whatever it is). */
  readonly volumeMaxInterval: number | null;
  /** Whether the ends of `interval` belong to it. */
  readonly bounds: "inclusive" | "strict";
  readonly arithmetic: Arithmetic;
  /** What is counted: records, or the events that they stand for (a record without such a number is one). */
  readonly countField: "records" | "eventcount";
  /** Whose clock tells first, last and average; the window is always one of arrival. */
  readonly timeField: "starttime" | "devicetime";
  /** First and last are rounded down to multiples of this; 60,000 is a `bin` by the minute. */
  readonly timeFloorMs: number;
  /** The custom property that holds the bytes sent; only in AQL text. */
  readonly bytesOutProperty: string;
  /** The custom property that holds the bytes received; only in AQL text. */
  readonly bytesInProperty: string;
  /** What a sum of nothing but nulls is. */
  readonly emptySum: "null" | "zero";
}

/**
 * The rule of the reference query (MITRE ATT&CK T1071.001, the QRadar text), unchanged; prefixes in the query's order.
 *
 * @example DEFAULT_RULE.interval; // => [1, 900]
 */
export const DEFAULT_RULE: Rule = {
  ports: [80, 443, 8080, 8443],
  directions: ["L2R", "R2R"],
  excludePrefixes: [
    "10.",
    ...Array.from({ length: 16 }, (_, i) => `172.${16 + i}.`),
    "192.168.",
    "127.",
  ],
  excludeNetworks: [],
  hours: 24,
  minCount: 15,
  interval: [1, 900],
  bands: [
    [55, 65],
    [295, 305],
    [895, 905],
  ],
  volume: 100,
  volumeMaxInterval: null,
  bounds: "inclusive",
  arithmetic: "double",
  countField: "records",
  timeField: "starttime",
  timeFloorMs: 1,
  bytesOutProperty: "bytesout",
  bytesInProperty: "bytesin",
  emptySum: "null",
};
