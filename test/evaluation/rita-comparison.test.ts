import { describe, expect, test } from "vitest";
import type { Connection } from "../../src/connection.js";
import { type Detector, plainly } from "../../src/evaluation/detectors/index.js";
import { compareWithRita } from "../../src/evaluation/rita-comparison.js";
import { parseRitaExport } from "../../src/evaluation/rita-export.js";
import type { RitaListing } from "../../src/evaluation/rita-listing.js";
import { pairsOfRows } from "../../src/evaluation/rita-pairs.js";
import { pairCount } from "../../src/pairs.js";
import { destinationOf, portOf } from "../../src/table.js";
import { tableFrom } from "../../src/table-from.js";

const connections = (
  count: number,
  destination: string,
  port: number,
  more: Partial<Connection> = {},
): Connection[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ time: i * 60_000, source: "10.0.0.1", destination, port },
    ...more,
  }));

const row = (value: number, more: Partial<RitaListing>): RitaListing => ({
  ...{ source: "10.0.0.1", destination: null, fqdn: null, servers: [] },
  ...{ value, flagged: value >= 0.6, reason: `worth ${value}` },
  ...more,
});

const table = tableFrom([
  ...connections(9, "203.0.113.1", 443, { host: "a.example" }),
  ...connections(8, "203.0.113.1", 80),
  ...connections(7, "203.0.113.2", 443, { host: "a.example" }),
  ...connections(6, "203.0.113.2", 8443, { host: "b.example" }),
  ...connections(5, "203.0.113.3", 53),
  ...connections(2, "203.0.113.4", 22),
]);

/** The pairs of each row as destination:port. */
const paired = (...rows: RitaListing[]) =>
  pairsOfRows(table, rows).map((pairs) =>
    pairs.map((pair) => `${destinationOf(table, pair)}:${portOf(table, pair)}`),
  );

/** Ranks by the port: the higher, the more like a beacon. */
const byPort: Detector = {
  id: "by-port",
  reports: false,
  judge: (given) =>
    Array.from({ length: pairCount(given) }, (_, pair) =>
      plainly(portOf(given, pair), null, `port ${portOf(given, pair)}`),
    ),
};

describe("a row of RITA's is about", () => {
  test("every port of an address", () => {
    expect(paired(row(1, { destination: "203.0.113.1" }))).toEqual([
      ["203.0.113.1:443", "203.0.113.1:80"],
    ]);
  });

  test("the pairs reached by a name, whatever its case and port", () => {
    const named = [["203.0.113.1:443", "203.0.113.2:443"]];
    expect(paired(row(1, { fqdn: "a.example" }))).toEqual(named);
    expect(paired(row(1, { fqdn: "A.Example:443" }))).toEqual(named);
  });

  test("and those to an address that answered for it, where no name is known", () => {
    const servers = ["203.0.113.1", "203.0.113.2"];
    expect(paired(row(1, { fqdn: "c.example", servers }))).toEqual([["203.0.113.1:80"]]);
  });

  test("nothing that another source has, and nothing at all where it has none", () => {
    const destination = "203.0.113.1";
    expect(paired(row(1, { source: "10.0.0.2", destination }), row(1, { source: null }))).toEqual([
      [],
      [],
    ]);
  });
});

describe("a comparison with RITA's list", () => {
  const rows = [
    row(0.9, { fqdn: "a.example" }),
    row(0.7, { destination: "203.0.113.1" }),
    row(0.5, { fqdn: "nowhere.example" }),
    row(0.3, { destination: "203.0.113.4" }),
  ];
  const compared = (top: number) =>
    compareWithRita(table, byPort, { id: "rita", version: 5, rows }, { top });

  test("sets each row beside the pair of it that we rank highest, and leaves the others out", () => {
    const result = compared(0);
    // a.example has two pairs on port 443, of which the one with more connections stays.
    expect(result.pairs).toBe(4);
    const all = new Map(
      result.disagreements.map((one) => [`${one.destination}:${one.port}`, one.theirs]),
    );
    expect(all.has("203.0.113.2:443")).toBe(false);
    expect(all.get("203.0.113.1:80")).toEqual({
      ...{ rank: 2, value: 0.7, flagged: true, reason: "worth 0.7" },
    });
    expect(all.get("203.0.113.2:8443")).toEqual({
      ...{ rank: 3.5, value: null, flagged: false, reason: "RITA has no row for it." },
    });
  });

  test("counts what each side alone has, and lists the first of it", () => {
    const { rows: counts, onlyOurs, onlyTheirs } = compared(1);
    expect(counts).toEqual({ all: 4, joined: 2 });
    expect([onlyOurs.count, onlyTheirs.count]).toEqual([2, 2]);
    expect(onlyOurs.pairs).toEqual([
      {
        ...{ source: "10.0.0.1", destination: "203.0.113.2", port: 8443, count: 6 },
        ours: { rank: 1, value: 8443, flagged: null, reason: "port 8443" },
      },
    ]);
    expect(onlyTheirs.rows).toMatchObject([
      { fqdn: "nowhere.example", count: 0, theirs: { rank: 3 } },
    ]);
    // The last row is about a pair with too few connections.
    expect(compared(0).onlyTheirs.rows[1]).toMatchObject({ destination: "203.0.113.4", count: 2 });
  });

  test("with no row at all is with pairs that only we have", () => {
    const result = compareWithRita(table, byPort, { id: "rita", version: 4, rows: [] });
    expect(result).toMatchObject({ pairs: 5, reported: null, onlyOurs: { count: 5 } });
    expect(result.rankCorrelation).toBeNaN();
  });
});

describe("an export of RITA v5", () => {
  const header = "Severity,Source IP,Destination IP,FQDN,Beacon Score,Strobe,Modifiers";

  test("has values that lie in the range of their severity and descend", () => {
    const { version, rows } = parseRitaExport(
      [header, "Low,10.0.0.1,::,b,0.6,false,", "None,10.0.0.1,::,c,0.1,false,"]
        .concat(["Critical,10.0.0.1,203.0.113.1,,0.9,false,", "Low,::,::,d,0,true,x"])
        .join("\n"),
    );
    expect(version).toBe(5);
    expect(rows.map(({ fqdn }) => fqdn)).toEqual([null, "b", "d", "c"]);
    expect(rows.map(({ flagged }) => flagged)).toEqual([true, false, false, false]);
    const values = rows.map(({ value }) => value);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    for (const [i, least] of [0.8, 0.2, 0.2, 0].entries()) {
      expect(values[i]).toBeGreaterThan(least);
      expect(values[i]).toBeLessThan(least + 0.2);
    }
    expect(rows[2]).toMatchObject({
      source: null,
      reason: "d: Severity Low. A strobe. Modifiers: x.",
    });
  });

  test("may have line feeds of Windows, and numbers with an exponent", () => {
    const { rows } = parseRitaExport(`${header}\r\nHigh,10.0.0.1,::,b,7.5e-01,false,\r\n`);
    expect(rows[0]?.reason).toBe("b: Severity High. Beacon score 0.75.");
  });
});
