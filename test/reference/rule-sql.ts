import type { Rule } from "../../src/reference/rule.js";

/** What DuckDB is told of the events. `time` and `devicetime` still have their fractions of a millisecond. */
export const CREATE_EVENTS = `
CREATE TABLE records (
  time DOUBLE, sourceip VARCHAR, destinationip VARCHAR, destinationport INTEGER,
  bytesout DOUBLE, bytesin DOUBLE, eventdirection VARCHAR, eventcount DOUBLE, devicetimes DOUBLE
);
CREATE VIEW events AS
SELECT *, CAST(floor(time) AS BIGINT) AS starttime, CAST(floor(devicetimes) AS BIGINT) AS devicetime
FROM records;
CREATE MACRO to_long(x) AS CAST(trunc(x) AS BIGINT);
CREATE MACRO to_double(x) AS CAST(x AS DOUBLE);
CREATE MACRO DATEFORMAT(ms, pattern) AS strftime(make_timestamp(CAST(ms AS BIGINT) * 1000), '%Y-%m-%d %H:%M:%S');
`;

/** Numbers of every kind as doubles, so that they arrive as JavaScript numbers. */
export const ELEVEN_COLUMNS = `FirstSeen, LastSeen, sourceip, destinationip, destinationport,
  CAST(RequestCount AS DOUBLE) AS RequestCount, CAST(BytesSent AS DOUBLE) AS BytesSent,
  CAST(BytesReceived AS DOUBLE) AS BytesReceived, CAST(DurationSeconds AS DOUBLE) AS DurationSeconds,
  CAST(AvgIntervalSeconds AS DOUBLE) AS AvgIntervalSeconds, BeaconConfidence`;

/** A rule as DuckDB SQL, written from the query's text and not from the library's code. */
export function ruleSql(rule: Rule, end: number): string {
  const n = rule.countField === "records" ? "COUNT(*)" : "SUM(coalesce(eventcount, 1))";
  const floored = (time: string) => `(${time} // ${rule.timeFloorMs}) * ${rule.timeFloorMs}`;
  const edge = (fold: string) =>
    rule.timeField === "starttime"
      ? `${fold}(${floored("starttime")})`
      : `coalesce(${fold}(${floored("devicetime")}), ${fold}(${floored("starttime")}))`;
  const span = `(${edge("MAX")} - ${edge("MIN")})`;
  const duration = rule.arithmetic === "double" ? `(${span} / 1000)` : `(${span} // 1000)`;
  const quotient =
    rule.arithmetic === "integer"
      ? `${duration} // CAST(${n} - 1 AS BIGINT)`
      : `${duration} / (${n} - 1)`;
  const avg = `(CASE WHEN ${n} > 1 THEN ${quotient} ELSE 0 END)`;
  const guard = rule.volumeMaxInterval === null ? "" : `AND ${avg} < ${rule.volumeMaxInterval}`;
  const bands = rule.bands.map(([a, b]) => `WHEN ${avg} BETWEEN ${a} AND ${b} THEN 'high'`);
  const [lower, upper] = rule.interval;
  const interval =
    rule.bounds === "inclusive"
      ? `${avg} BETWEEN ${lower} AND ${upper}`
      : `${avg} > ${lower} AND ${avg} < ${upper}`;
  const sum = (bytes: string) =>
    rule.emptySum === "null" ? `SUM(to_long(${bytes}))` : `coalesce(SUM(to_long(${bytes})), 0)`;
  const inList = (column: string, values: readonly (string | number)[]) =>
    values.length === 0
      ? "TRUE"
      : `${column} IN (${values.map((value) => (typeof value === "string" ? `'${value}'` : value)).join(", ")})`;
  const likes = rule.excludePrefixes.map((prefix) => `destinationip LIKE '${prefix}%'`);
  return `SELECT ${ELEVEN_COLUMNS} FROM (
    SELECT DATEFORMAT(${edge("MIN")}, '') AS FirstSeen, DATEFORMAT(${edge("MAX")}, '') AS LastSeen,
      sourceip, destinationip, destinationport, ${n} AS RequestCount,
      ${sum("bytesout")} AS BytesSent, ${sum("bytesin")} AS BytesReceived,
      ${duration} AS DurationSeconds, ${avg} AS AvgIntervalSeconds,
      CASE ${bands.join(" ")} WHEN ${n} > ${rule.volume} ${guard} THEN 'high' ELSE 'medium' END AS BeaconConfidence
    FROM events
    WHERE starttime BETWEEN ${end - rule.hours * 3_600_000} AND ${end}
      AND ${inList("destinationport", rule.ports)} AND ${inList("eventdirection", rule.directions)}
      AND NOT (${["FALSE", ...likes].join(" OR ")})
    GROUP BY sourceip, destinationip, destinationport
    HAVING ${n} > ${rule.minCount} AND ${interval})`;
}
