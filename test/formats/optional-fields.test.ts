import { describe, expect, test } from "vitest";
import { FIELD } from "../../src/formats/fields.js";
import { HeldConnections } from "../../src/formats/held-connections.js";
import { textsOf } from "../../src/formats/json-texts.js";
import { KeyMap } from "../../src/formats/key-map.js";
import { ja3nOf } from "../../src/formats/values.js";
import { zeek } from "../../src/formats/zeek.js";
import { Intake } from "../../src/intake.js";
import { ConnectionTableBuilder } from "../../src/table-builder.js";
import { readText } from "../support/read-bytes.js";
import { rowsOf } from "../support/rows.js";

const JA3 = "c12f54a3f91dc7bafd92cb59fe009a35";
const JA4 = "t13d1516h2_8daaf6152771_e5627efa2ab1";
const NOTHING = "d41d8cd98f00b204e9800998ecf8427e";

describe("a fingerprint of Zeek's", () => {
  const json = (...changes: object[]) =>
    readText(
      zeek,
      changes
        .map(
          (change) =>
            `${JSON.stringify({ _path: "ssl", ts: 5, "id.orig_h": "10.0.0.1", "id.resp_h": "203.0.113.9", "id.resp_p": 443, ...change })}\n`,
        )
        .join(""),
    ).table;
  const tsv = (...values: [ja3: string, ja4: string][]) =>
    readText(
      zeek,
      `#path\tssl\n#fields\tts\tid.orig_h\tid.resp_h\tid.resp_p\tja3\tja4\n${values
        .map((pair) => `5\t10.0.0.1\t203.0.113.9\t443\t${pair.join("\t")}\n`)
        .join("")}`,
    ).table;
  const fingerprints = (table: ReturnType<typeof json>) =>
    rowsOf(table).map(({ fingerprint }) => fingerprint);

  test.each(["", "-", "(empty)", NOTHING, NOTHING.toUpperCase()])(
    "is not there where a log has %j for it, and that is nothing to warn of",
    (none) => {
      const tables = [
        json({ ja3: JA3, ja4: none }, { ja3: none, ja4: JA4 }, { ja3: none, ja4: none }),
        tsv([JA3, none], [none, JA4], [none, none]),
      ];
      for (const table of tables) {
        expect(fingerprints(table)).toEqual([JA3, JA4, null]);
        expect(table.warnings).toEqual([]);
      }
    },
  );

  test("is read anew in each of its columns, however often the text was met in another", () => {
    const table = json({ ja3: JA3 }, { ja3: JA3 }, { ja4: JA3 }, { ja4: JA3 });
    expect(fingerprints(table)).toEqual([JA3, JA3, null, null]);
    expect(table.warnings).toMatchObject([{ code: "bad-fingerprint" }]);
    expect(table.warnings[0]?.message).toMatch(/^2 records/);
  });

  test("is one in either case of its letters", () => {
    expect(fingerprints(json({ ja3: JA3.toUpperCase() }, { ja4: JA4.toUpperCase() }))).toEqual([
      JA3,
      JA4,
    ]);
  });
});

describe("the JA3N of a JA3 string", () => {
  test("is the JA3 of one whose extensions ascend as numbers do", () => {
    // md5 of 771,4865,5-10-65281,29,0
    const expected = "1b5c7bc57867e9c0b7c74e24b46f3e32";
    for (const list of ["5-10-65281", "65281-10-5", "10-65281-5"]) {
      expect(ja3nOf(`771,4865,${list},29,0`)).toBe(expected);
    }
  });

  test("has empty fields where the string has them", () => {
    // The published JA3 of a ClientHello without extensions.
    expect(ja3nOf("769,4-5-10-9-100-98-3-6-19-18-99,,,")).toBe("de350869b8c85de67a350c8d186f11e6");
  });

  test.each([
    ["too few commas", "771,4865,0,29"],
    ["too many", "771,4865,0,29,0,"],
    ["two strings run together", "771,4865,0,29,0771,4865,0,29,0"],
    ["letters", "771,4865,0-x,29,0"],
    ["a hash", JA3],
    ["no version", ",4865,0,29,0"],
    ["an extension that is empty", "771,4865,0--5,29,0"],
  ])("is not there for %s", (_, text) => {
    expect(ja3nOf(text)).toBeUndefined();
  });
});

describe("the texts of a parsed object", () => {
  const names = {
    host: ["names", "tls.sni"],
    ja3: ["tls.ja3.hash", "tls.ja3"],
    port: ["port"],
  } as const;
  const texts = (object: Record<string, unknown>, lists: boolean) => {
    const all = textsOf(object, new KeyMap(names, undefined, lists));
    return [all[FIELD.host], all[FIELD.ja3], all[FIELD.port]];
  };

  test("hold the first value of an array, where the format has arrays", () => {
    const object = { names: ["a", "b"], tls: { ja3: [JA3, NOTHING] }, port: [443] };
    expect(texts(object, true)).toEqual(["a", JA3, "443"]);
    expect(texts(object, false)).toEqual(["[…]", "[…]", "[…]"]);
    expect(texts({ names: [], port: [null], tls: [] }, true)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(texts({ names: [["a"]], port: [{}] }, true)).toEqual(["[…]", undefined, "{…}"]);
  });

  test("are found under a name that is a field here and an object there", () => {
    expect(texts({ tls: { ja3: JA3 } }, false)).toEqual([undefined, JA3, undefined]);
    expect(texts({ tls: { ja3: { hash: JA3, string: "x" } } }, false)).toEqual([
      undefined,
      JA3,
      undefined,
    ]);
    expect(texts({ tls: { ja3: { string: "x" } } }, false)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("connections that are held back", () => {
  const holding = () => {
    const target = new ConnectionTableBuilder();
    const intake = new Intake();
    const held = new HeldConnections(target, intake);
    const add = (time: number, source: string, host?: string) => {
      intake.accept();
      held.add(
        time,
        held.endpoint(source) as number,
        held.endpoint("cdn.example") as number,
        443,
        1,
        Number.NaN,
      );
      if (host !== undefined) held.set("host", held.texts.id(host) + 1);
    };
    return { target, intake, held, add, table: () => target.table(intake.summary, []) };
  };

  test("arrive as they were, of every family of addresses, when they are released", () => {
    const { held, add, table } = holding();
    add(1, "10.0.0.1", "a.example");
    add(2, "2001:db8::1");
    add(3, "host.example", "b.example");
    add(4, "10.0.0.1");
    held.release();
    add(5, "10.0.0.1", "c.example");
    held.release();
    const rows = rowsOf(table());
    expect(rows.map(({ time, source, host }) => [time, source, host])).toEqual([
      [1, "10.0.0.1", "a.example"],
      [4, "10.0.0.1", null],
      [5, "10.0.0.1", "c.example"],
      [2, "2001:db8::1", null],
      [3, "host.example", "b.example"],
    ]);
    expect(rows.every((row) => row.destination === "cdn.example" && row.port === 443)).toBe(true);
    expect(rows.map(({ bytesOut, bytesIn }) => [bytesOut, bytesIn])).toEqual(
      new Array(5).fill([1, null]),
    );
  });

  test("count as ignored once they are dropped, and those behind them as they were told", () => {
    const { intake, held, add, table } = holding();
    add(1, "10.0.0.1");
    add(2, "10.0.0.1");
    held.drop(true);
    expect(intake).toMatchObject({ accepted: 0, ignored: 2, records: 2 });
    add(3, "10.0.0.1");
    expect(held.length).toBe(1);
    held.drop(false);
    add(4, "10.0.0.1");
    held.release();
    expect(intake).toMatchObject({ accepted: 1, ignored: 3 });
    expect(rowsOf(table()).map(({ time }) => time)).toEqual([4]);
  });
});
