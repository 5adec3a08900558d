import { describe, expect, test } from "vitest";
import {
  type ResultRowOptions,
  readResultRows,
} from "../../../src/qradar/rows/read-result-rows.js";
import { rowOf, writeExport } from "../../support/qradar-exports.js";

const ENDPOINTS = { sourceip: "10.1.2.3", destinationip: "203.0.113.9", destinationport: 443 };
const TIMES = { FirstSeen: "2026-11-23 08:00:00", LastSeen: "2026-11-23 08:15:00" };
const ROW = { ...ENDPOINTS, ...TIMES, RequestCount: 16 };

function read(row: object, options?: ResultRowOptions) {
  return readResultRows("rows.json", JSON.stringify([row]), options);
}

describe("columns are found", () => {
  const plain = read(ROW).rows;

  test.each([
    [{ "Source IP": "10.1.2.3", "Destination IP": "203.0.113.9", "Destination Port": 443 }],
    [{ sourceIP: "10.1.2.3", DESTINATIONIP: "203.0.113.9", destination_port: "443" }],
    [{ sourceaddress: "10.1.2.3", destinationaddress: "203.0.113.9", destinationport: 443.0 }],
    [{ FIRST_sourceip: "10.1.2.3", FIRST_destinationip: "203.0.113.9", destinationport: 443 }],
  ])("by the names of endpoints: %j", (endpoints) => {
    expect(read({ ...endpoints, ...TIMES, RequestCount: 16 }).rows).toEqual(plain);
  });

  test.each(["RequestCount", "Request Count", "COUNT", "COUNT(*)", "Count", "N"])(
    "by the name of the count: %s",
    (name) => {
      expect(read({ ...ENDPOINTS, ...TIMES, [name]: 16 }).rows).toEqual(plain);
    },
  );

  test("by the names of aggregates without an alias", () => {
    const first = Date.UTC(2026, 10, 23, 8);
    const aggregates = {
      MIN_starttime: first,
      MAX_starttime: first + 900_125,
      COUNT: 16,
      SUM_eventcount: 48,
    };
    expect(read({ ...ENDPOINTS, ...aggregates }).rows).toMatchObject([
      {
        firstSeen: { text: String(first), ms: first, resolution: 1, others: [] },
        lastSeen: { ms: first + 900_125, resolution: 1 },
        firstMs: first,
        lastMs: first + 900_125,
        count: 16,
        rawEvents: 48,
      },
    ]);
  });

  test.each([
    [
      "dateformat_MIN_starttime_yyyy-MM-dd HH:mm:ss",
      "dateformat_MAX_starttime_yyyy-MM-dd HH:mm:ss",
    ],
    [
      "DATEFORMAT(MIN(starttime), 'yyyy-MM-dd HH:mm')",
      "DATEFORMAT(MAX(endtime), 'yyyy-MM-dd HH:mm')",
    ],
    ["DATEFORMAT(MIN(LONG(starttime)),'HH')", "DATEFORMAT(MAX(LONG(starttime)),'HH')"],
  ])("by the names of formatted times without an alias: %s", (first, last) => {
    const row = { [last]: TIMES.LastSeen, [first]: TIMES.FirstSeen, ...ENDPOINTS, COUNT: 16 };
    expect(read(row).rows).toEqual(plain);
    const columns = { FirstSeen: "first" };
    expect(() => read(row, { columns })).toThrow(/no column for FirstSeen named "first"/);
  });

  test("by Log Activity's labels", () => {
    const labels = {
      "Start Time (Minimum)": TIMES.FirstSeen,
      "Start Time (Maximum)": TIMES.LastSeen,
      Count: 16,
      "Event Count (Sum)": 20,
      "Log Source (Unique Count)": 2,
    };
    expect(read({ ...ENDPOINTS, ...labels }).rows).toEqual([
      { ...plain[0], rawEvents: 20, logSources: 2 },
    ]);
  });

  test("of the improved query", () => {
    const first = Date.UTC(2026, 10, 23, 8);
    const improved = { FirstMs: first, LastMs: first + 900_999, N: 16, RawEvents: 17 };
    const { rows, columns } = read({ ...ROW, ...improved, LogSources: 1, DistinctTimes: 15 });
    expect(rows).toEqual([
      {
        ...plain[0],
        firstMs: first,
        lastMs: first + 900_999,
        rawEvents: 17,
        logSources: 1,
        distinctTimes: 15,
        records: 16,
      },
    ]);
    expect(columns.get("N")).toBe("N");
  });

  test.each(["host", "URL Host", "FIRST_URL Host", "tls server name indication", "http host"])(
    "of a host: %s",
    (name) => {
      expect(read({ ...ROW, [name]: "CDN.Example:443" }).rows[0]?.host).toBe("cdn.example");
    },
  );

  test("under the names that the user gives", () => {
    const text = writeExport(
      [rowOf({ first: 1_791_500_000_000, span: 900_000, count: 16 })],
      "rest",
    );
    const renamed = text.replace("FirstSeen", "erste").replace("RequestCount", "Anzahl");
    const columns = { FirstSeen: "Erste", RequestCount: "anzahl" };
    const { rows, columns: found } = readResultRows("a", renamed, { columns });
    expect(rows).toEqual(readResultRows("a", text).rows);
    expect(found.get("FirstSeen")).toBe("erste");
    expect(() => readResultRows("a", text, { columns })).toThrow(
      /^a: no column for FirstSeen named "Erste" \(its columns: FirstSeen, LastSeen/,
    );
  });

  test("each for one column only", () => {
    const columns = { FirstSeen: "FirstSeen", LastSeen: "FirstSeen" };
    expect(() => read(ROW, { columns })).toThrow(/no column for LastSeen named "FirstSeen"/);
  });

  test("and told with the names that they have", () => {
    expect([...read({ ...ROW, "Bytes Sent": 1 }).columns]).toEqual([
      ["FirstSeen", "FirstSeen"],
      ["LastSeen", "LastSeen"],
      ["sourceip", "sourceip"],
      ["destinationip", "destinationip"],
      ["destinationport", "destinationport"],
      ["RequestCount", "RequestCount"],
      ["BytesSent", "Bytes Sent"],
    ]);
  });
});

describe("without a needed column there is an error", () => {
  test.each([
    ["sourceip", "sourceip"],
    ["destinationip", "destinationip"],
    ["destinationport", "destinationport"],
    ["RequestCount", "RequestCount or N"],
    ["FirstSeen", "FirstSeen or FirstMs"],
    ["LastSeen", "LastSeen or LastMs"],
  ])("that names %s", (column, named) => {
    const { [column]: _, ...rest } = ROW as Record<string, unknown>;
    expect(() => read(rest)).toThrow(
      `rows.json: no column for ${named} (its columns: ${Object.keys(rest).join(", ")}); name it with --row-columns ${column}=… (in a program, the option columns)`,
    );
  });

  test.each(["starttime", "Start Time", "devicetime"])(
    "that says what events are for: %s",
    (name) => {
      expect(() => read({ ...ENDPOINTS, [name]: 1_791_564_626_189, eventcount: 1 })).toThrow(
        /holds single events, not the query's rows; beaconry score reads those/,
      );
    },
  );
});
