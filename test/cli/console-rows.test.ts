import { describe, expect, test } from "vitest";
import { documentOf } from "../../src/cli/console-rows.js";
import { ArielError } from "../../src/qradar/ariel/index.js";
import { readResultRows } from "../../src/qradar/rows/read-result-rows.js";
import { DEFAULT_RULE } from "../../src/reference/index.js";

const members = { rule: DEFAULT_RULE, window: { start: 0, end: 86_399_999 } };
const row = (i: number) => ({
  ...{ FirstSeen: "1970-01-01 06:00:00", LastSeen: "1970-01-01 07:00:00" },
  ...{ sourceip: "10.1.2.3", destinationip: "203.0.113.9", destinationport: i + 1 },
  ...{ RequestCount: i % 7 === 0 ? "none" : 61, BytesSent: i * 1.5, BytesReceived: null },
  ...{ DurationSeconds: 3600.125, AvgIntervalSeconds: 60.00208333333333 },
  ...{ BeaconConfidence: "high", host: "Münster\n\u2028" },
});
const ROWS = Array.from({ length: 50 }, (_, i) => row(i));
const inPages = [ROWS.slice(0, 20), [], ROWS.slice(20)];

describe("a console's rows as a document", () => {
  test("are read as the same rows in any other JSON", async () => {
    const bytes = await documentOf(members, inPages);
    expect(JSON.parse(new TextDecoder().decode(bytes))).toEqual({ ...members, rows: ROWS });
    const read = (text: string | Uint8Array) => {
      const rejects: unknown[] = [];
      const onReject = ({ reason, text: cut }: { reason: string; text: string }) =>
        rejects.push([reason, cut.replace(/\s+/g, "").slice(0, 80)]);
      const { rows, ...more } = readResultRows("console", text, { onReject });
      // A pretty row takes several lines.
      return { ...more, warnings: more.warnings.length, rejects, rows: rows.map(unplaced) };
    };
    const pretty = `${JSON.stringify({ ...members, rows: ROWS }, null, 1)}\n`;
    expect(read(bytes)).toEqual(read(pretty));
    expect(read(bytes).rows).toHaveLength(42);
    expect(read(bytes).rejects).toHaveLength(8);
  });

  test("may be none", async () => {
    for (const pages of [[], [[]]]) {
      const { rows, rule, window } = readResultRows("console", await documentOf(members, pages));
      expect({ rows, rule, window }).toEqual({ rows: [], ...members });
    }
  });

  test("are not held without an end", async () => {
    const endless = function* () {
      for (;;) yield ROWS;
    };
    await expect(documentOf(members, endless(), { rows: 120 })).rejects.toThrow(ArielError);
    await expect(documentOf(members, endless(), { bytes: 1e6 })).rejects.toThrow(
      "the console has more than 1000000 bytes of rows: ask for fewer hours",
    );
  });
});

function unplaced<T extends { readonly line: number }>({ line, ...row }: T): Omit<T, "line"> {
  expect(line).toBeGreaterThan(0);
  return row;
}
