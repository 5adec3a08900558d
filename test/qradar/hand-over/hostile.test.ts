import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tellWarnings } from "../../../src/cli/report.js";
import { RuleError } from "../../../src/errors.js";
import { splitRecord } from "../../../src/formats/csv-line.js";
import { leef } from "../../../src/formats/leef.js";
import { parseLeef } from "../../../src/formats/leef-record.js";
import { canonicalAddress } from "../../../src/network/address.js";
import { drillDownQueries } from "../../../src/qradar/hand-over/drill-down.js";
import type { HandedFinding } from "../../../src/qradar/hand-over/handed-finding.js";
import { leefLine } from "../../../src/qradar/hand-over/leef.js";
import { noteOf } from "../../../src/qradar/hand-over/note.js";
import { renderHandOver } from "../../../src/qradar/hand-over/render.js";
import { dateTimeFormat } from "../../../src/reference/date-time.js";
import {
  DEFAULT_RULE,
  IMPROVED_RULE,
  type Rule,
  reference,
  toAql,
  toImprovedAql,
  toPairAql,
} from "../../../src/reference/index.js";
import { type FindingsView, renderFindings } from "../../../src/render/findings.js";
import { renderReference } from "../../../src/render/reference-rows.js";
import { type ScoreResult, score } from "../../../src/scoring/index.js";
import { tableFrom } from "../../../src/table-from.js";
import { cli } from "../../support/cli.js";
import { readText } from "../../support/read-bytes.js";
import { rowsOf } from "../../support/rows.js";
import { FINDING, finding, START } from "./findings.js";
import { hostile, tokensOf, UNPRINTABLE } from "./hostile-text.js";

const RUNS = { seed: 20261124, numRuns: 400 };
const PAIR = { source: "10.1.2.3", destination: "203.0.113.9", port: 443, start: 0, end: 60_000 };
const VIEW = { version: "1.2.3", timeZone: "UTC" };
const FINDINGS_VIEW: FindingsView = {
  ...VIEW,
  scorerIds: ["interval-mad"],
  key: "host",
  intel: true,
};
const TABLE = tableFrom(
  Array.from({ length: 20 }, (_, i) => ({
    ...{ source: "10.1.2.3", destination: "203.0.113.9", port: 443 },
    time: START + i * 60_000,
  })),
);

/** Every text of a finding that a log or a list can have written. */
const hostileFinding: fc.Arbitrary<HandedFinding> = fc
  .record({
    source: fc.oneof(hostile, fc.ipV4(), fc.ipV6()),
    destination: fc.oneof(hostile, fc.ipV4(), fc.ipV6()),
    host: hostile,
    fingerprint: hostile,
    explanation: fc.array(hostile, { minLength: 1, maxLength: 3 }),
    destinations: fc.array(fc.oneof(hostile, fc.ipV4(), fc.ipV6()), { maxLength: 3 }),
    intel: hostile,
    needs: fc.array(hostile, { maxLength: 2 }),
    family: hostile,
    detail: hostile,
  })
  .map(({ detail, destinations, ...texts }) => ({
    ...finding(texts),
    destinations: [texts.destination, ...destinations],
    reference: { ...FINDING.reference, returned: false, dropped: "count", detail },
  }));

const lines = (text: string) => text.split("\n").slice(0, -1);

describe("in AQL", () => {
  /** The query's tokens; undefined where the rule was refused. */
  function written(aql: () => string) {
    let text: string;
    try {
      text = aql();
    } catch (error) {
      expect(error).toBeInstanceOf(RuleError);
      return undefined;
    }
    return tokensOf(text);
  }

  test.each([
    ["toPairAql", (rule: Partial<Rule>) => toPairAql(PAIR, rule)],
    ["toAql", (rule: Partial<Rule>) => toAql({ ...DEFAULT_RULE, ...rule })],
    ["toImprovedAql", (rule: Partial<Rule>) => toImprovedAql({ ...IMPROVED_RULE, ...rule })],
  ])("%s keeps names of properties within their quotes", (_, aql) => {
    const plain = tokensOf(aql({}));
    let taken = 0;
    fc.assert(
      fc.property(hostile, hostile, (bytesOutProperty, bytesInProperty) => {
        const tokens = written(() => aql({ bytesOutProperty, bytesInProperty }));
        if (tokens === undefined) return;
        taken++;
        expect(tokens.rest).toBe(plain.rest);
        expect(tokens.values).toEqual(plain.values);
        expect(tokens.names).toEqual([bytesOutProperty, bytesInProperty]);
      }),
      RUNS,
    );
    expect(taken).toBeGreaterThan(20);
  });

  // The improved query excludes ranges of the family it asks for only.
  const PLAIN = {
    excludePrefixes: [["10."]],
    excludeNetworks: [["10.0.0.0/8"], ["2001:db8::/32"]],
    directions: [["L2R"]],
  };

  test.each(["excludePrefixes", "excludeNetworks", "directions"] as const)(
    "entries of %s stay within their quotes",
    (field) => {
      fc.assert(
        fc.property(hostile, (entry) => {
          const rule = { [field]: [entry] } as Partial<Rule>;
          for (const [aql, whole] of [
            [toAql, DEFAULT_RULE],
            [toImprovedAql, IMPROVED_RULE],
          ] as const) {
            const tokens = written(() => aql({ ...whole, ...rule }));
            if (tokens === undefined) continue;
            const shapes = PLAIN[field].map(
              (one) => tokensOf(aql({ ...whole, [field]: one })).rest,
            );
            expect(shapes).toContain(tokens.rest);
          }
        }),
        RUNS,
      );
    },
  );

  test.each(["minCount", "hours", "volume", "timeField", "countField", "timeFloorMs"] as const)(
    "what is no %s is refused",
    (field) => {
      fc.assert(
        fc.property(hostile, (value) => {
          const rule = { [field]: value } as unknown as Partial<Rule>;
          expect(() => toAql({ ...DEFAULT_RULE, ...rule })).toThrow(RuleError);
          expect(() => toImprovedAql({ ...IMPROVED_RULE, ...rule })).toThrow(RuleError);
        }),
        { ...RUNS, numRuns: 100 },
      );
    },
  );

  test("of a drill-down nothing leaves its quotes, and no file its folder", () => {
    const rest = (address: string) =>
      tokensOf(toPairAql({ ...PAIR, source: address, destination: address })).rest;
    const shapes = new Set(["192.0.2.1", "0.0.0.0", "2001:db8::1"].map(rest).map(withoutNumbers));
    let asked = 0;
    fc.assert(
      fc.property(fc.array(hostileFinding, { maxLength: 4 }), (findings) => {
        const { queries, refused } = drillDownQueries(findings);
        expect(queries.length + refused).toBe(findings.length);
        for (const { file, aql, source, destination } of queries) {
          asked++;
          expect(file).toMatch(/^\d{3}_[0-9a-f.-]+_[0-9a-f.-]+_443\.aql$/);
          expect([source, destination]).toEqual([source, destination].map(canonicalAddress));
          expect(shapes).toContain(withoutNumbers(tokensOf(aql).rest));
        }
        expect(new Set(queries.map(({ file }) => file)).size).toBe(queries.length);
      }),
      RUNS,
    );
    expect(asked).toBeGreaterThan(50);
  });
});

describe("in LEEF", () => {
  const plain = attributes(
    leefLine(finding({ family: "x", reference: returnedNot("x") }), "1.2.3"),
  );

  test("a finding is one line, with as many keys as any other", () => {
    fc.assert(
      fc.property(hostileFinding, hostile, (one, version) => {
        const line = leefLine(one, version);
        expect(line).not.toMatch(UNPRINTABLE);
        const [keys, header] = [attributes(line), line.split("|")];
        expect(keys.map(withoutName)).toEqual(plain.map(withoutName));
        expect(header.slice(0, 3)).toEqual(["LEEF:2.0", "Beaconry", "beaconry"]);
        expect(header.slice(4, 6)).toEqual(["BeaconPair", "x5E"]);
      }),
      RUNS,
    );
  });

  test("it reads back as one connection with its own ends", () => {
    fc.assert(
      fc.property(fc.array(hostileFinding, { minLength: 1, maxLength: 3 }), (findings) => {
        const between = { source: "10.1.2.3", destination: "203.0.113.9" };
        const text = [
          ...renderHandOver(
            findings.map((one) => ({ ...one, ...between })),
            "leef",
            VIEW,
          ),
        ].join("");
        const { table, rejects } = readText(leef, text);
        expect(rejects).toEqual([]);
        const ends = { ...between, port: 443, time: FINDING.lastSeen, bytesOut: 51_200 };
        expect(rowsOf(table)).toEqual(findings.map(() => expect.objectContaining(ends)));
      }),
      RUNS,
    );
  });
});

describe("in CSV", () => {
  test("findings have a line and the same cells each, none of them a formula", () => {
    const cells = csvOf([finding()])[0]?.length;
    fc.assert(
      fc.property(fc.array(hostileFinding, { minLength: 1, maxLength: 3 }), (findings) => {
        const rows = csvOf(findings);
        expect(rows.slice(1, -1).map((row) => row.length)).toEqual(findings.map(() => cells));
        expect(rows).toHaveLength(findings.length + 2);
        for (const cell of rows.flat()) expect(isFormula(cell)).toBe(false);
      }),
      RUNS,
    );
  });

  test("nor where a spreadsheet parts cells at semicolons", () => {
    fc.assert(
      fc.property(hostileFinding, (one) => {
        const line = csvText([one]).split("\r\n")[1] as string;
        for (const cell of splitRecord(line, ";")) expect(isFormula(cell)).toBe(false);
      }),
      RUNS,
    );
  });

  function csvText(findings: readonly HandedFinding[]): string {
    return [...renderFindings(resultOf(findings), "csv", FINDINGS_VIEW)].join("");
  }
  function csvOf(findings: readonly HandedFinding[]): string[][] {
    return csvText(findings)
      .split("\r\n")
      .map((line) => splitRecord(line, ","));
  }
});

describe("in JSON", () => {
  test("findings and warnings come back as they are, and hold nothing that a terminal obeys", () => {
    fc.assert(
      fc.property(fc.array(hostileFinding, { maxLength: 3 }), hostile, (findings, message) => {
        const result = { ...resultOf(findings), warnings: [{ code: "x", message }] };
        const json = [...renderFindings(result, "json", FINDINGS_VIEW)].join("");
        const ndjson = [...renderFindings(result, "ndjson", FINDINGS_VIEW)].join("");
        expect(JSON.parse(json)).toMatchObject({ findings, warnings: result.warnings });
        expect(lines(ndjson).map((line) => JSON.parse(line))).toEqual(findings);
        for (const line of [...lines(json), ...lines(ndjson)])
          expect(line).not.toMatch(UNPRINTABLE);
      }),
      RUNS,
    );
  });

  test("a bulk load has canonical addresses, its notes on one short line", () => {
    fc.assert(
      fc.property(fc.array(hostileFinding, { maxLength: 4 }), (findings) => {
        const [values, entries] = [undefined, 7].map((collectionId) =>
          JSON.parse([...renderHandOver(findings, "bulk", { ...VIEW, collectionId })].join("")),
        );
        expect(values).toEqual(values.map(canonicalAddress));
        expect(entries.map(({ value }: { value: string }) => value)).toEqual(values);
        for (const entry of entries) {
          expect(Object.keys(entry).join()).toBe("collection_id,value,source,notes");
          expect(entry.notes).not.toMatch(UNPRINTABLE);
          expect(entry.notes.length).toBeLessThanOrEqual(250);
        }
      }),
      RUNS,
    );
  });
});

describe("elsewhere", () => {
  test("a note is one line of printable text, of at most 2000 characters", () => {
    fc.assert(
      fc.property(hostileFinding, (one) => {
        const note = noteOf(one, { name: "UTC", time: dateTimeFormat("UTC") });
        expect(note).not.toMatch(UNPRINTABLE);
        expect(note.length).toBeLessThanOrEqual(2000);
        expect(note).toMatch(/^Beaconry: .* Score .* Next[:,] /);
      }),
      RUNS,
    );
  });

  test("a reference set is canonical addresses, each once", () => {
    fc.assert(
      fc.property(fc.array(hostileFinding, { maxLength: 4 }), (findings) => {
        const values = lines([...renderHandOver(findings, "refset", VIEW)].join(""));
        expect(values).toEqual([...new Set(values)].map(canonicalAddress));
      }),
      RUNS,
    );
  });

  test("a terminal gets printable characters and line feeds from the table of findings", () => {
    fc.assert(
      fc.property(fc.array(hostileFinding, { maxLength: 3 }), (findings) => {
        const text = [...renderFindings(resultOf(findings), "table", FINDINGS_VIEW)].join("");
        for (const line of lines(text)) expect(line).not.toMatch(UNPRINTABLE);
      }),
      { ...RUNS, numRuns: 150 },
    );
  });

  test("and from that of the reference query", () => {
    const result = reference(TABLE, { explain: true });
    const [row] = result.rows;
    expect(row).toBeDefined();
    fc.assert(
      fc.property(hostile, hostile, hostile, (sourceip, destinationip, detail) => {
        const ends = { sourceip, destinationip };
        const rows = result.rows.map((one) => ({ ...one, ...ends }));
        const clause = "count" as const;
        const dropped = [{ ...ends, destinationport: 1, RequestCount: 1, clause, detail }];
        const report = {
          ...result,
          rows,
          dropped,
          timeZone: "UTC",
          input: { ...TABLE.input, pairs: 2 },
        };
        for (const format of ["table", "json", "csv"] as const) {
          const text = [...renderReference(report, format)].join("").replaceAll("\r\n", "\n");
          for (const line of lines(text)) expect(line).not.toMatch(UNPRINTABLE);
          if (format === "csv") expect(lines(text)).toHaveLength(rows.length + 1);
        }
      }),
      { ...RUNS, numRuns: 150 },
    );
  });

  test("warnings, and names of files in errors, are told on a line each", async () => {
    const told = (message: string) => {
      let err = "";
      const io = {
        stdout: { write: () => true },
        stderr: { write: (text: string) => (err += text) },
      };
      tellWarnings([{ code: "x", message }], {}, io);
      return err;
    };
    fc.assert(
      fc.property(hostile, (message) => {
        expect(lines(told(message))).toHaveLength(1);
        expect(lines(told(message))[0]).not.toMatch(UNPRINTABLE);
      }),
      RUNS,
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (name) => {
        for (const args of [
          ["score", `no/${name}`],
          ["score", "no", `--hours=${name}`],
        ]) {
          const { status, out, err } = await cli(args);
          expect([status > 0, out]).toEqual([true, ""]);
          for (const line of lines(err)) expect(line).not.toMatch(UNPRINTABLE);
        }
      }),
      { ...RUNS, numRuns: 60 },
    );
  });
});

function resultOf(findings: readonly HandedFinding[]): ScoreResult {
  return { ...score([]), findings };
}

function returnedNot(detail: string): HandedFinding["reference"] {
  return { ...FINDING.reference, returned: false, dropped: "count", detail };
}

/** The keys of a line, in their order. */
function attributes(line: string): string[] {
  const record = parseLeef(line);
  if (typeof record === "string") throw new Error(record);
  return record.attributes.split(record.delimiter).map((text) => text.slice(0, text.indexOf("=")));
}

/** A key for an address and that for a name are the same. */
function withoutName(key: string): string {
  return key.replace(/^(src|dst)Name$/, "$1");
}

function withoutNumbers(text: string): string {
  return text.replaceAll(/\b\d+\b/g, "#");
}

/** Whether a spreadsheet would compute a cell; a number is one whatever its sign. */
function isFormula(cell: string): boolean {
  return /^\s*[=+\-@＝＋－＠]/.test(cell) && !/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(cell);
}
