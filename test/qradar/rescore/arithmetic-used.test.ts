import { describe, expect, test } from "vitest";
import { rescore } from "../../../src/qradar/rescore/index.js";
import type { ResultExport } from "../../../src/qradar/result-row.js";
import type { Arithmetic } from "../../../src/reference/index.js";
import { printed } from "../checks/printed-rows.js";
import { randomRows } from "../checks/random-rows.js";

/** An export that says how its seconds were divided; of whole seconds, `double` and `mixed` print the same. */
function saying(said: Arithmetic | undefined, arithmetic: Arithmetic, tick: number): ResultExport {
  const read = printed(randomRows({ seed: 3, rows: 30, arithmetic, tick }));
  return said === undefined ? read : { ...read, arithmetic: said };
}

const told = (...exports: ResultExport[]) => {
  const { arithmetic, warnings } = rescore(exports);
  const contradicted = warnings.filter(({ code }) => code === "arithmetic-contradicted");
  return { ...arithmetic, warnings: contradicted.map(({ message }) => message) };
};

describe("the arithmetic that an export names", () => {
  test("is taken where its rows do not tell", () => {
    expect(told(saying(undefined, "double", 1000)).mode).toBe("undecidable");
    const { mode, source, evidence } = told(saying("mixed", "double", 1000));
    expect([mode, source]).toEqual(["mixed", "inferred"]);
    expect(evidence).toMatch(/^the export says so; \d+ of \d+ durations are whole/);
  });

  test("is none where exports name several, or one of them none", () => {
    for (const other of ["double", undefined] as const) {
      const both = told(saying("mixed", "double", 1000), saying(other, "double", 1000));
      expect(both.mode).toBe("undecidable");
    }
  });

  test("gives way to rows that deny it, with a warning", () => {
    const { mode, warnings } = told(saying("integer", "double", 1));
    expect(mode).toBe("double");
    expect(warnings).toEqual([
      expect.stringMatching(/^rows: it says integer arithmetic, and the rows double: \d+ of \d+/),
    ]);
    expect(told(saying("double", "double", 1)).warnings).toEqual([]);
  });
});

test("the evidence says of how many rows it tells nothing", () => {
  const { rows, ...rest } = saying(undefined, "double", 1);
  const bare = rows.map((row, i) =>
    i < 4 ? { ...row, durationSeconds: null, averageIntervalSeconds: null } : row,
  );
  expect(told({ ...rest, rows: bare }).evidence).toMatch(
    /; 4 more rows have neither a duration nor an average$/,
  );
});
