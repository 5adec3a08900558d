import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ZeekRow, zeekRows } from "../../src/formats/zeek-rows.js";
import { Intake, type Reject } from "../../src/intake.js";

const RUNS = { seed: 20261124, numRuns: 150 } as const;
const NAMES = ["ts", "uid", "id.orig_h", "service", "answers", "local_orig"] as const;
const COLUMNS = ["ts", "uid", "id.orig_h", "id.orig_p", "service", "answers", "local_orig", "x"];
const HEADER = [
  "#separator \\x09",
  "#set_separator\t,",
  "#empty_field\t(empty)",
  "#unset_field\t-",
  "#path\tconn",
  `#fields\t${COLUMNS.join("\t")}`,
  "",
].join("\n");
const LINE = "1588205199.824370\tC1\t10.0.0.1\t50000\tdns\ta,b\tT\t-";
const VALUES = ["1588205199.824370", "C1", "10.0.0.1", "dns", "a,b", "T"];

const encoder = new TextEncoder();
const decoder = new TextDecoder();

type Values = readonly (string | null)[];

interface Reading {
  readonly rows: readonly Values[];
  readonly json: readonly boolean[];
  readonly rejects: readonly Reject[];
  readonly intake: Intake;
}

interface Given {
  readonly names?: readonly string[];
  readonly cuts?: readonly number[];
  readonly broken?: boolean;
  readonly badLines?: number;
  /** What the taker answers. */
  readonly good?: (values: Values) => boolean;
}

function read(input: string | Uint8Array, given: Given = {}): Reading {
  const { names = NAMES, cuts = [], broken = false, good = () => true } = given;
  const bytes = typeof input === "string" ? encoder.encode(input) : input;
  const rows: Values[] = [];
  const json: boolean[] = [];
  const rejects: Reject[] = [];
  const intake = new Intake({ onReject: (reject) => rejects.push(reject) });
  intake.file = "log";
  const taker = {
    row(row: ZeekRow): boolean {
      intake.accept();
      const values = valuesOf(row);
      rows.push(values);
      json.push(row.json);
      return good(values);
    },
  };
  const options = given.badLines === undefined ? { intake } : { intake, badLines: given.badLines };
  const reader = zeekRows(names, taker, options);
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  for (const [i, end] of ends.entries()) reader.write(bytes.slice(ends[i - 1] ?? 0, end));
  reader.end(broken);
  return { rows, json, rejects, intake };
}

function valuesOf({ bytes, start, end }: ZeekRow): Values {
  return Array.from(start, (from, i) =>
    from < 0 ? null : decoder.decode(bytes.subarray(from, end[i])),
  );
}

/** One record in both spellings. */
const twin = fc
  .record({
    ts: fc.integer({ min: 1, max: 2e15 }).map((micros) => micros / 1e6),
    uid: fc.string({ minLength: 1 }).filter((text) => /^[^\s#\p{C}(-][^\p{C}]*$/u.test(text)),
    "id.orig_h": fc.ipV4(),
    service: fc.option(fc.constantFrom("dns", "ssl", "dienstleistung für alle", "日本")),
    answers: fc.option(fc.array(fc.constantFrom("a", "ü", "10.0.0.1"), { maxLength: 3 })),
    local_orig: fc.option(fc.boolean()),
  })
  .map(({ ts, uid, service, answers, local_orig, ...rest }) => {
    const flag = local_orig ? "T" : "F";
    const texts = [
      String(ts),
      uid,
      rest["id.orig_h"],
      "50000",
      service ?? "-",
      answers === null ? "-" : answers.join(",") || "(empty)",
      local_orig === null ? "-" : flag,
      "-",
    ];
    const object = { ts, uid, ...rest, "id.orig_p": 50000, service, answers, local_orig };
    return { tsv: texts.join("\t"), json: JSON.stringify(object) };
  });
const twins = fc.array(twin, { minLength: 1, maxLength: 20 });
const inputs = twins.chain((list) => {
  const tsv = HEADER + list.map((one) => `${one.tsv}\n`).join("");
  return fc.constantFrom(tsv, list.map((one) => `${one.json}\n`).join(""));
});

describe("rows of Zeek's logs", () => {
  it("are the same from TSV and from JSON", () => {
    fc.assert(
      fc.property(twins, (list) => {
        const tsv = read(HEADER + list.map((one) => one.tsv).join("\n"));
        const json = read(list.map((one) => one.json).join("\n"));
        expect(json.rows).toEqual(tsv.rows);
        expect(tsv.rows).toHaveLength(list.length);
        expect(tsv.json.every((is) => !is) && json.json.every((is) => is)).toBe(true);
      }),
      RUNS,
    );
  });

  it("are the same whatever pieces the bytes come in", () => {
    fc.assert(
      fc.property(inputs, fc.array(fc.nat(), { maxLength: 12 }), (input, cuts) => {
        expect(read(input, { cuts }).rows).toEqual(read(input).rows);
      }),
      RUNS,
    );
  });

  it("are the same in pieces, with the same books, when bytes are changed at random", () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1 });
    fc.assert(
      fc.property(inputs, changes, fc.array(fc.nat()), (input, list, cuts) => {
        const bytes = encoder.encode(input);
        for (const [at, value] of list) bytes[at % bytes.length] = value;
        const whole = read(bytes);
        const pieces = read(bytes, { cuts });
        expect(pieces.rows).toEqual(whole.rows);
        expect(pieces.rejects).toEqual(whole.rejects);
        expect(pieces.intake.summary).toEqual(whole.intake.summary);
      }),
      RUNS,
    );
  });

  it("come with the line they stand in", () => {
    const lines: number[] = [];
    const intake = new Intake();
    const row = () => lines.push(intake.line) > 0;
    const reader = zeekRows(["ts"], { row }, { intake });
    reader.write(encoder.encode(`${HEADER}${LINE}\n\n${LINE}\n`));
    reader.end();
    expect(lines).toEqual([7, 9]);
  });
});

describe("rows of TSV", () => {
  it("hold the wanted columns, in the order they were asked for", () => {
    expect(read(HEADER + LINE).rows).toEqual([VALUES]);
    const names = ["answers", "ts"];
    expect(read(HEADER + LINE, { names }).rows).toEqual([["a,b", "1588205199.824370"]]);
  });

  it("have no value where a column is unset, empty, of no length, or not in the log", () => {
    const line = "5.0\t-\t\t1\t(empty)\t-\tT\t-";
    const names = [...NAMES, "host"];
    expect(read(HEADER + line, { names }).rows[0]).toEqual([
      "5.0",
      ...[null, null, null, null],
      "T",
      null,
    ]);
  });

  it("keep escapes, characters beyond ASCII, and values that only begin like an unset one", () => {
    const line = "5.0\ta\\x09b\tmünchen.example\t1\t-1\t(empty\tT\t-";
    expect(read(HEADER + line).rows[0]).toEqual([
      ...["5.0", "a\\x09b", "münchen.example", "-1", "(empty", "T"],
    ]);
  });

  it("are read from lines that end with a carriage return, also in the last wanted column", () => {
    const input = `${HEADER}${LINE}\n${LINE}\n`.replaceAll("\n", "\r\n");
    expect(read(input).rows).toEqual([VALUES, VALUES]);
    expect(read(input, { names: ["x", "local_orig"] }).rows[0]).toEqual([null, "T"]);
    expect(read("#fields\tts\tuid\r\n5\tC1\r\n", { names: ["uid"] }).rows).toEqual([["C1"]]);
  });

  it("follow a header that changes on the way, and forget the columns that are gone", () => {
    const second = "#unset_field\tNULL\n#fields\tuid\tts\textra\nC2\tNULL\t-\n";
    expect(read(`${HEADER}${LINE}\n${second}`).rows).toEqual([
      VALUES,
      [null, "C2", null, null, null, null],
    ]);
  });

  it("are read with another separator", () => {
    const input = "#separator \\x7c\n#unset_field|NULL\n#fields|ts|uid|service\n5|NULL|a\tb\n";
    expect(read(input).rows[0]).toEqual(["5", null, null, "a\tb", null, null]);
  });

  it("may miss one or two columns at the end, which have no value then", () => {
    const cells = LINE.split("\t");
    const lines = [cells, cells.slice(0, 7), cells.slice(0, 6)].map((line) => line.join("\t"));
    expect(read(HEADER + lines.join("\n")).rows).toEqual([
      VALUES,
      VALUES,
      [...VALUES.slice(0, 5), null],
    ]);
  });

  it("are not made of lines with fewer columns than that, or with more than the header names", () => {
    const short = LINE.split("\t").slice(0, 5).join("\t");
    const { rows, rejects } = read(`${HEADER}${short}\n${LINE}\ty\n${LINE}`);
    expect(rows).toEqual([VALUES]);
    expect(rejects).toEqual([
      { file: "log", line: 7, reason: "5 columns, 8 expected", text: short },
      { file: "log", line: 8, reason: "9 columns, 8 expected", text: `${LINE}\ty` },
    ]);
  });

  it("are not made of lines before any header", () => {
    const { rows, rejects } = read(`${LINE}\n${HEADER}${LINE}`);
    expect(rows).toEqual([VALUES]);
    expect(rejects).toEqual([
      { file: "log", line: 1, reason: "no #fields line before it", text: LINE },
    ]);
  });

  it("are not made with a separator that values may hold", () => {
    const { rejects } = read("#separator .\n#fields.ts.uid\n5.C1\n");
    expect(rejects[0]?.reason).toBe('#separator "." cannot be told from values');
  });

  it("are not made of blank lines and comments, which are nothing", () => {
    const { rows, intake } = read(`\n \r\n${HEADER}\n \t\r\n${LINE}\n#close\t2020\n\n`);
    expect(rows).toEqual([VALUES]);
    expect(intake.summary.records).toBe(1);
    expect(intake.line).toBe(13);
  });
});

describe("rows of JSON", () => {
  it.each([
    ["with dots", '{"uid":"C1","id.orig_h":"10.0.0.1"}'],
    ["with underscores", '{"uid":"C1","id_orig_h":"10.0.0.1"}'],
    ["nested", '{"id":{"orig_h":"10.0.0.1","resp_h":"::1"},"uid":"C1"}'],
    [
      "with dots that are null beside the nested one",
      '{"uid":"C1","id.orig_h":null,"id":{"orig_h":"10.0.0.1"}}',
    ],
  ])("know names %s", (_, line) => {
    expect(read(line).rows[0]).toEqual([null, "C1", "10.0.0.1", null, null, null]);
  });

  it("have numbers as their text, truth values as T and F, and arrays with commas between", () => {
    const object = { ts: 1588205199.82437, uid: 7, service: false, answers: ["a", 5, true] };
    expect(read(JSON.stringify(object)).rows[0]).toEqual([
      ...["1588205199.82437", "7", null, "F", "a,5,T", null],
    ]);
  });

  it("escape a comma within an element as TSV does, and have a dash for an element that is null", () => {
    expect(read('{"answers":["a,b",null,"c"]}').rows[0]?.[4]).toBe("a\\x2cb,-,c");
  });

  it("keep all digits of long integers", () => {
    expect(read('{"uid":18446744073709551615}').rows[0]?.[1]).toBe("18446744073709551615");
    expect(read('{"uid":0.0002048015594482422}').rows[0]?.[1]).toBe("0.0002048015594482422");
  });

  it.each([
    ["null", '{"uid":null}'],
    ["an empty text", '{"uid":""}'],
    ["an empty array", '{"uid":[]}'],
    ["an object", '{"uid":{"a":1}}'],
    ["not there", "{}"],
  ])("have no value where it is %s", (_, line) => {
    expect(read(line).rows).toEqual([[null, null, null, null, null, null]]);
  });

  it("hold values of any length, and those of the line only", () => {
    const long = "ü".repeat(9000);
    const lines = [{ ts: 5, uid: long, service: "ssl" }, { uid: "C1" }].map((one) =>
      JSON.stringify(one),
    );
    expect(read(lines.join("\n")).rows).toEqual([
      ["5", long, null, "ssl", null, null],
      [null, "C1", null, null, null, null],
    ]);
  });

  it("do not take more memory the more of them there are", () => {
    let most = 0;
    const row = ({ bytes }: ZeekRow) => {
      most = Math.max(most, bytes.length);
      return true;
    };
    const reader = zeekRows(["uid"], { row }, { intake: new Intake() });
    reader.write(encoder.encode('{"uid":"CHhAvVGS1DHFjwGM9"}\n'.repeat(5000)));
    expect(most).toBeLessThan(5000);
  });

  it("are looked for in a file that begins with an array", () => {
    const { rows, rejects } = read('[1]\n{"uid":"C1"}');
    expect(rows).toHaveLength(1);
    expect(rejects[0]?.reason).toBe("not a JSON object");
  });

  it("are not made of lines that are no object", () => {
    const { rows, rejects, intake } = read('{"uid":"C1"}\n{"uid":\r\n[1]\n\n7\n{"uid":"C2"}');
    expect(rows.map((row) => row[1])).toEqual(["C1", "C2"]);
    expect(rejects.map(({ line, reason, text }) => [line, reason, text])).toEqual([
      [2, "broken JSON", '{"uid":'],
      [3, "not a JSON object", "[1]"],
      [5, "not a JSON object", "7"],
    ]);
    expect(intake.summary).toMatchObject({ records: 5, accepted: 2, rejected: 3, ignored: 0 });
  });

  it("end where the input was cut off", () => {
    const { rows, rejects } = read('{"uid":"C1"}\n{"uid":"C', { broken: true });
    expect(rows).toHaveLength(1);
    expect(rejects).toEqual([{ file: "log", line: 2, reason: "cut off", text: '{"uid":"C' }]);
  });
});

describe("a file with bad lines", () => {
  const bad = (count: number) => "broken\n".repeat(count);
  const tail = `${LINE}\n\n#close\n${LINE}\n`;

  it("is read to its end when there are 25 of them", () => {
    const { rows, intake } = read(`${HEADER}${bad(25)}${tail}`);
    expect(rows).toHaveLength(2);
    expect(intake.summary).toMatchObject({ accepted: 2, rejected: 25, ignored: 0 });
  });

  it("is ignored behind the 26th, with one warning", () => {
    const { rows, intake } = read(`${HEADER}${bad(26)}${tail}`);
    expect(rows).toEqual([]);
    expect(intake.summary).toMatchObject({ records: 28, rejected: 26, ignored: 2 });
    expect(intake.warnings().filter(({ code }) => code === "abandoned")).toEqual([
      {
        code: "abandoned",
        message: "log: ignored from line 33 on: more than 25 of its lines could not be read",
      },
    ]);
  });

  it("is not said to be ignored when nothing stands behind the 26th", () => {
    const { intake } = read(`${HEADER}${bad(26)}#close\n`);
    expect(intake.summary).toMatchObject({ rejected: 26, ignored: 0 });
    expect(intake.warnings().map(({ code }) => code)).toEqual(["rejected"]);
  });

  it("may have rows with a field that the taker could not read: they count as bad and are used", () => {
    const { rows, intake } = read(`${HEADER}${bad(20)}${`${LINE}\n`.repeat(10)}`, {
      good: () => false,
    });
    expect(rows).toHaveLength(6);
    expect(intake.summary).toMatchObject({ records: 30, rejected: 20, accepted: 6, ignored: 4 });
  });

  it("may be JSON, and may be borne or given up as the caller says", () => {
    const input = `{}\n${bad(30)}{}\n#\n`;
    expect(read(input).intake.summary).toMatchObject({ accepted: 1, rejected: 26, ignored: 6 });
    expect(read(input, { badLines: 0 }).intake.summary).toMatchObject({ rejected: 1, ignored: 31 });
    const all = read(input, { badLines: Number.POSITIVE_INFINITY });
    expect(all.intake.summary).toMatchObject({ accepted: 2, rejected: 31, ignored: 0 });
  });

  it("may end in a line cut off, which is ignored then as the others", () => {
    const { intake } = read(`${HEADER}${bad(26)}${LINE}`, { broken: true });
    expect(intake.summary).toMatchObject({ records: 27, rejected: 26, ignored: 1 });
  });
});
