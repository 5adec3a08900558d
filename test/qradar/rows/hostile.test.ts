import { describe, expect, test } from "vitest";
import { InputError } from "../../../src/errors.js";
import { randomFrom } from "../../../src/evaluation/random.js";
import type { Reject } from "../../../src/intake.js";
import type { ResultExport } from "../../../src/qradar/result-row.js";
import { readAnswer } from "../../../src/qradar/rows/answer.js";
import {
  type ResultRowOptions,
  readResultRows,
} from "../../../src/qradar/rows/read-result-rows.js";
import { EXPORT_FORMS, rowOf, writeExport } from "../../support/qradar-exports.js";

const ROWS = Array.from({ length: 3 }, (_, i) =>
  rowOf({ first: 1_791_500_000_000, span: 900_000 + i, count: 16, bytesOut: 12_345_678 }),
);
const utf8 = new TextEncoder();

/** What became of the input: an export whose books add up, or an InputError. */
function outcome(
  input: string | Uint8Array,
  options: ResultRowOptions = {},
): ResultExport | InputError {
  const rejects: Reject[] = [];
  try {
    const read = readResultRows("a", input, {
      ...options,
      onReject: (reject) => rejects.push(reject),
    });
    const { accepted, rejected, ignored, records } = read.input;
    expect(accepted + rejected + ignored).toBe(records);
    expect(read.rows.length).toBe(accepted);
    expect(rejects.length).toBe(rejected);
    for (const { line, reason, text } of rejects) {
      expect(line).toBeGreaterThan(0);
      expect(reason).toMatch(/^row \d+[:,]/);
      expect(reason.length).toBeLessThan(400);
      expect(text.length).toBeLessThanOrEqual(2000);
    }
    return read;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error;
  }
}

function rowsOf(input: string | Uint8Array, options?: ResultRowOptions): number {
  const read = outcome(input, options);
  return read instanceof InputError ? -1 : read.rows.length;
}

describe.each(EXPORT_FORMS)("an export written as %s", (form) => {
  const options = form === "grouped-csv" ? { grouping: "," } : {};
  const bytes = utf8.encode(writeExport(ROWS, form));

  test("may end at any byte: rows before it are read, and no more", () => {
    let before = 0;
    for (let length = 0; length < bytes.length; length++) {
      const rows = Math.max(0, rowsOf(bytes.subarray(0, length), options));
      expect(rows).toBeGreaterThanOrEqual(before);
      before = rows;
    }
    expect(before).toBeGreaterThanOrEqual(2);
  });

  test("may have any byte changed", () => {
    const random = randomFrom(`changed ${form}`);
    for (let i = 0; i < 400; i++) {
      const broken = bytes.slice();
      broken[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      outcome(broken, options);
    }
  });
});

test("random bytes are no answer", () => {
  const random = randomFrom("bytes");
  for (let i = 0; i < 500; i++) {
    const length = Math.floor(random() * 300);
    const bytes = Uint8Array.from({ length }, () => Math.floor(random() * 256));
    expect(outcome(bytes)).toBeInstanceOf(InputError);
  }
  for (let i = 0; i < 500; i++) {
    const marks = '{}[]",:\n\\0e1-. tfn';
    const length = Math.floor(random() * 200);
    const text = Array.from({ length }, () => marks[Math.floor(random() * marks.length)]).join("");
    outcome(random() < 0.5 ? `[{${text}` : `{"a":[{"sourceip":${text}`);
  }
});

describe("a broken row costs no other", () => {
  const row = (i: number) => JSON.stringify(ROWS[i]);
  const broken = row(1).replace('"RequestCount":', '"RequestCount"');

  test.each([
    ["in an array", `{"events":[${row(0)},${broken},${row(2)}]}`, 2],
    ["in an array on lines", `[\n${row(0)},\n${broken},\n${row(2)}\n]`, 2],
    ["one a line", `${row(0)}\n${broken}\n${row(2)}\n`, 2],
    ["as the first of an array", `{"events":[${broken},${row(0)},${row(2)}]}`, 2],
    ["as the first of an array, broken in its first key", `[{"FirstS: ${row(0)},${row(2)}]`, 2],
    ["as the first line", `${broken}\n${row(0)}\n${row(2)}\n`, 2],
    ["as a line of something else", `${row(0)}\nabc\n${row(2)}\n`, 2],
    ["before the array", `{"search_id":s16,"events":[${row(0)},${row(1)}]}`, 2],
    ["as a row of another kind", `[${row(0)},7,[1],null,${row(2)}]`, 2],
  ])("%s", (_, text, rows) => {
    expect(rowsOf(text)).toBe(rows);
  });

  test("it is told with its line and its text", () => {
    const rejects: Reject[] = [];
    readResultRows("rows.json", `[\n${row(0)},\n${broken},\n${row(2)}\n]`, {
      onReject: (reject) => rejects.push(reject),
    });
    expect(rejects).toEqual([
      {
        file: "rows.json",
        line: 3,
        reason: "row 2: broken JSON",
        text: expect.stringContaining('{"FirstSeen"'),
      },
    ]);
  });

  test("the rows behind it keep their numbers", () => {
    const read = readResultRows("a", `[${row(0)},${broken},${row(2)}]`);
    expect(read.rows.map((found) => found.row)).toEqual([1, 3]);
    expect(read.warnings.map(({ code }) => code)).toEqual(["rejected"]);
  });

  test("a quote that is never closed costs its line", () => {
    const [header, ...lines] = writeExport(ROWS, "api-csv").trimEnd().split("\r\n");
    const text = [header, lines[0], `"${lines[1]}`, lines[2]].join("\n");
    expect(rowsOf(text)).toBe(2);
  });

  test("what follows the array of a broken last row is not taken for rows", () => {
    const dropped = '{"sourceip":"10.0.0.1","destinationip":"203.0.113.9","RequestCount":3}';
    const text = `{"rows":[${row(0)},${broken}],"dropped":[${dropped},${dropped}]}`;
    expect(readResultRows("a", text).input).toMatchObject({ accepted: 1, rejected: 1 });
  });

  test("rows of a page behind a broken one are read once", () => {
    const deep = `{"FirstSeen":${"[".repeat(70)}${"]".repeat(70)}}`;
    const text = `[{"events":[${row(0)},${deep}]},{"events":[${row(1)},${row(2)}]}]`;
    expect(readResultRows("a", text).input).toMatchObject({ accepted: 3, rejected: 1 });
  });

  test("a comma too many is nothing", () => {
    const text = `[${row(0)},,${row(1)},]`;
    expect(readResultRows("a", text).input).toMatchObject({ accepted: 2, rejected: 0 });
  });

  test("an array that is cut off between rows says so", () => {
    const read = readResultRows("a", `[${row(0)},${row(1)},`);
    expect(read.rows.length).toBe(2);
    expect(read.warnings).toEqual([
      {
        code: "cut-off",
        message: "a: ends before its JSON is closed; what stood before was read",
      },
    ]);
  });
});

describe("what is too much", () => {
  const row = JSON.stringify(ROWS[0]);

  test("a cell of ten megabytes is a reject", () => {
    const cell = "9".repeat(10_000_000);
    const csv = writeExport(ROWS, "api-csv").replace("16.0", cell);
    expect(rowsOf(csv)).toBe(2);
    expect(rowsOf(`[${row},${row.replace(":16,", `:${cell},`)},${row}]`)).toBe(2);
    expect(rowsOf(`${row}\n${row.replace(":16,", `:"${cell}",`)}\n${row}`)).toBe(2);
    expect(rowsOf(`a,b\n1,"${cell}"\n`)).toBe(-1);
  });

  test("nesting without end is broken, whatever is nested", () => {
    for (const open of ["[", '{"a":', '[{"events":', '{"events":[']) {
      expect(rowsOf(open.repeat(50_000))).toBe(-1);
      expect(rowsOf(`[${row},{"a":${open.repeat(50_000)}`)).toBe(1);
    }
    expect(rowsOf(`[${row},{"a":${"[".repeat(100)}${"]".repeat(100)}},${row}]`)).toBe(2);
  });

  test("numbers beyond all bounds are no counts", () => {
    for (const count of ["1e308", "1e999", "9007199254740993", "0.1", "-1", "0", "true", "[16]"]) {
      expect(rowsOf(`[${row.replace(":16,", `:${count},`)},${row}]`)).toBe(1);
    }
  });

  test("a name of a megabyte around many arrays is held once", () => {
    const name = "n".repeat(1_000_000);
    expect(rowsOf(`{"${name}":[${"[],".repeat(50_000)}[]],"rows":[${row}]}`)).toBe(1);
  });

  test("ever new names of columns do not fill the memory", () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `{${row.slice(1, -1)},"c${i}":1}`);
    const { columns } = readAnswer("a", `[${rows.join(",")}]`);
    expect(columns.length).toBe(300);
    expect(rowsOf(`[${rows.join(",")}]`)).toBe(5000);
  });
});

test("names that objects inherit are names like any other", () => {
  const named = `{"__proto__":{"sourceip":"10.9.9.9"},"constructor":1,"toString":2,${JSON.stringify(ROWS[0]).slice(1)}`;
  const [row] = readResultRows("a", `[${named}]`).rows;
  expect(row?.source).toBe("10.1.2.3");
  expect(readAnswer("a", `[${named}]`).columns.slice(0, 3)).toEqual([
    "__proto__",
    "constructor",
    "toString",
  ]);
  expect(() => readResultRows("a", '{"__proto__":[{"a":1}]}')).toThrow(/no column for/);
  expect(() => readResultRows("a", "__proto__,constructor\n1,2\n")).toThrow(/no column for/);
});

test.each([
  ["PK\u0003\u0004abc", /a zip archive; unzip it/],
  ['<?xml version="1.0"?><events/>', /XML.*JSON or CSV/],
  ["", /empty/],
  [" \n", /empty/],
  ["a\0b", /no text/],
])("%j is an error that says what to do", (text, message) => {
  expect(() => readResultRows("a", text)).toThrow(message);
});

test("nothing in a message moves a terminal", () => {
  const red = "\u001b[31m";
  const json = JSON.stringify([ROWS[0], { ...ROWS[0], RequestCount: red }]);
  const { warnings } = readResultRows("a", json);
  expect(warnings[0]?.message).toContain("\\u001b[31m");
  expect(() => readResultRows("a", `a${red},b\n`)).toThrow(/\\u001b/);
});
