import { describe, expect, test } from "vitest";
import { readResultRows } from "../../../src/qradar/rows/read-result-rows.js";
import { rowOf, writeExport } from "../../support/qradar-exports.js";

const CSV = writeExport(
  [15, 16].map((count) => rowOf({ first: 1_791_500_000_000, span: 900_000, count })),
  "api-csv",
).trimEnd();

function reading(text: string) {
  const reasons: string[] = [];
  const onReject = ({ reason }: { reason: string }) => reasons.push(reason);
  const { rows, warnings } = readResultRows("rows.csv", text, { onReject });
  return { rows: rows.length, reasons, codes: warnings.map(({ code }) => code), warnings };
}

describe("a table that ends inside its last row", () => {
  test.each([
    ["behind a comma", /,[^,]*$/, ","],
    ["in a number", /0\.0,[^,]*$/, ""],
    ["before the confidence", /(?:high|medium)$/, ""],
    ["in the confidence", /(?:igh|edium)$/, ""],
    ["in a quote", /(?:high|medium)$/, '"hi'],
  ])("%s loses that row only, and says so", (_, end, left) => {
    expect(CSV).toMatch(end);
    const { rows, reasons, warnings } = reading(CSV.replace(end, left));
    expect(rows).toBe(1);
    expect(reasons).toEqual(["row 2: cut off"]);
    expect(warnings).toContainEqual({
      code: "cut-off",
      message: "rows.csv: ends inside a row; what stood before was read",
    });
  });

  test("is not meant where only the last line break is missing", () => {
    expect(reading(CSV)).toMatchObject({ rows: 2, reasons: [], codes: [] });
  });

  test("is not meant where the line ends, or the row is too long", () => {
    const short = `${CSV.replace(/,[^,]*$/, "")}\n`;
    expect(reading(short).reasons).toEqual(["row 2: 10 columns, 11 expected"]);
    for (const long of [`${CSV},x`, `${CSV.replace(/(?:igh|edium)$/, "")},x`]) {
      expect(reading(long).reasons).toEqual(["row 2: 12 columns, 11 expected"]);
    }
    expect(reading(`${CSV.replace(/(?:igh|edium)$/, "")}\n`)).toMatchObject({ rows: 2, codes: [] });
  });

  test("is not meant where no row tells a confidence", () => {
    const bare = CSV.replace(/,(?:high|medium)(?=\r|$)/g, ",");
    expect(reading(bare)).toMatchObject({ rows: 2, codes: [] });
  });

  test("is not meant by a last column of another name", () => {
    expect(
      reading(CSV.replace("BeaconConfidence", "x").replace(/(?:igh|edium)$/, "")),
    ).toMatchObject({ rows: 2, codes: [] });
  });
});
