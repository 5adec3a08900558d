import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitRecord } from "../../src/formats/csv-line.js";
import { csvText } from "../../src/render/csv.js";

const COLUMN = [{ heading: "value", cell: (row: string | number | null) => row }];
const cellOf = (value: string | number | null) =>
  [...csvText(COLUMN, [value])][1]?.slice(0, -2) ?? "";

describe("CSV cells", () => {
  it.each(["=cmd()", "+1+1", "-2+3", "@SUM(A1)", "＝1", " =x", "a;=x"])(
    "does not give a spreadsheet the formula %s",
    (text) => {
      const [field = ""] = splitRecord(cellOf(text), ",");
      expect(field).not.toMatch(/(^|;)\s*[=+\-@＝]/);
      expect(field.replace("'", "")).toBe(text);
    },
  );

  it.each(["-1.5", "+3", "1e5", "10.0.0.1", "a=b", "x-y"])("leaves %s as it is", (text) => {
    expect(cellOf(text)).toBe(text);
  });

  it("come back from a CSV parser but for the apostrophe and the escapes", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const [field = "", ...rest] = splitRecord(cellOf(text), ",");
        expect(rest).toEqual([]);
        expect(field.replaceAll("'", "")).toBe(text.replaceAll("'", ""));
      }),
      { seed: 3, numRuns: 1000 },
    );
  });

  it("are empty for null and full for numbers", () => {
    expect(cellOf(null)).toBe("");
    expect(cellOf(60.00008686587908)).toBe("60.00008686587908");
  });
});
