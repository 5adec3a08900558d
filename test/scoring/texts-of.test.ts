import { describe, expect, test } from "vitest";
import { textsOf } from "../../src/scoring/texts-of.js";
import { tableFrom } from "../../src/table-from.js";

const A = { source: "10.0.0.1", destination: "203.0.113.9", port: 443 };
const B = { ...A, port: 80 };

function tableOf(hosts: readonly [typeof A, string | null][]) {
  return tableFrom(hosts.map(([pair, host], time) => ({ ...pair, time, host })));
}

describe("textsOf", () => {
  test("gives a pair's texts, the most frequent first, each once", () => {
    const table = tableOf([
      [A, "b.example"],
      [A, "a.example"],
      [B, "other.example"],
      [A, "b.example"],
      [A, null],
      [A, null],
      [A, null],
    ]);
    expect(textsOf(table, "host", 0)).toEqual(["b.example", "a.example"]);
    expect(textsOf(table, "host", 1)).toEqual(["other.example"]);
  });

  test("puts equally frequent ones in the order of the alphabet, whatever came first", () => {
    const table = tableOf([
      [A, "z.example"],
      [A, "a.example"],
    ]);
    expect(textsOf(table, "host", 0)).toEqual(["a.example", "z.example"]);
  });

  test("gives none for a pair without, and without the column", () => {
    expect(
      textsOf(
        tableOf([
          [A, null],
          [B, "b"],
        ]),
        "host",
        0,
      ),
    ).toEqual([]);
    expect(textsOf(tableOf([[A, null]]), "fingerprint", 0)).toEqual([]);
  });
});
