import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalHost } from "../src/network/address.js";
import { pairCount, pairOf } from "../src/pairs.js";
import { type GroupKey, leftOver, membersOf, pairAlone, regroup } from "../src/regroup.js";
import { destinationOf, portOf, sourceOf } from "../src/table.js";
import { tableFrom } from "../src/table-from.js";
import { byPair, type Row, rowsOf } from "./support/rows.js";

const HOSTS = ["a.example", "b.example", "203.0.113.1", "2001:db8::9", "name.example"];
const connection = fc.record({
  time: fc.integer({ min: 0, max: 50 }),
  source: fc.constantFrom("10.0.0.1", "10.0.0.2", "2001:db8::1", "client.example"),
  destination: fc.constantFrom("203.0.113.1", "203.0.113.2", "2001:db8::9", "name.example"),
  port: fc.constantFrom(80, 443),
  bytesOut: fc.option(fc.nat(1000)),
  host: fc.option(fc.constantFrom(...HOSTS)),
  fingerprint: fc.option(fc.constantFrom("one", "two", "three")),
  duration: fc.option(fc.nat(10)),
});
const connections = fc.array(connection, { minLength: 1, maxLength: 60 });
const keys = fc.constantFrom<GroupKey>("address", "host", "fingerprint");

/** What a row is grouped by, in words: a second implementation. */
function groupOf(key: GroupKey, { source, destination, port, host, fingerprint }: Row): string {
  const by = { address: destination, host, fingerprint }[key];
  return by === null ? `${source} pair ${destination} ${port}` : `${source} ${key} ${by}`;
}

const sorted = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).toSorted();

describe("regroup", () => {
  test("puts the connections of a source and an address, host or fingerprint together, and others by pair", () => {
    fc.assert(
      fc.property(connections, keys, (list, key) => {
        const table = tableFrom(list);
        const rows = rowsOf(table);
        const wanted = new Map<string, Row[]>();
        for (const row of rows) {
          const group = groupOf(key, row);
          wanted.set(group, [...(wanted.get(group) ?? []), row]);
        }
        const groups = regroup(table, key);
        expect(groups.table.length).toBe(rows.length);
        expect(pairCount(groups.table)).toBe(wanted.size);
        // The rows of a grouped table have the group's destination and port: theirs are looked up by what they were.
        const own = (row: Row) => sorted([{ ...row, destination: "", port: 0 }])[0];
        const grouped = Array.from({ length: wanted.size }, (_, group) =>
          rowsOf(groups.table)
            .slice(groups.table.offsets[group], groups.table.offsets[group + 1])
            .map(own)
            .toSorted()
            .join(),
        );
        expect(grouped.toSorted()).toEqual(
          [...wanted.values()].map((group) => group.map(own).toSorted().join()).toSorted(),
        );
        const now = rowsOf(table);
        for (const [row, group] of groups.ids.entries()) {
          const rowsOfGroup = wanted.get(groupOf(key, now[row] as Row));
          const size =
            (groups.table.offsets[group + 1] as number) - (groups.table.offsets[group] as number);
          expect(size).toBe(rowsOfGroup?.length);
          expect(sourceOf(groups.table, group)).toBe(now[row]?.source);
        }
      }),
    );
  });

  test("counts a group's connections by pair, and takes destination and port from the pair with most", () => {
    fc.assert(
      fc.property(connections, keys, (list, key) => {
        const table = tableFrom(list);
        const groups = regroup(table, key);
        const rows = rowsOf(table);
        for (let group = 0; group < pairCount(groups.table); group++) {
          const own = byPair(rows.filter((_, row) => groups.ids[row] === group));
          const members = membersOf(table, groups.members, group);
          expect(
            members.map(({ pair, count }) => [
              `${sourceOf(table, pair)} ${destinationOf(table, pair)} ${portOf(table, pair)}`,
              count,
            ]),
          ).toEqual(
            [...own]
              .map(([name, { length }]) => [name, length] as const)
              .toSorted(([a, left], [b, right]) => right - left || compareNames(a, b)),
          );
          const [main] = members;
          expect(groups.mains[group]).toBe(main?.pair);
          expect(portOf(groups.table, group)).toBe(portOf(table, main!.pair));
          const host = rows[groups.ids.indexOf(group)]?.host;
          const destination =
            key === "host" && groups.known[group] === 1
              ? canonicalHost(host!)
              : destinationOf(table, main!.pair);
          expect(destinationOf(groups.table, group)).toBe(destination);
          const whole = table.offsets[main!.pair + 1]! - table.offsets[main!.pair]!;
          expect(pairAlone(table, groups, group)).toBe(
            members.length === 1 && main?.count === whole,
          );
        }
      }),
    );
  });

  test("leaves the table as it was, but for the order of time within its pairs", () => {
    fc.assert(
      fc.property(connections, keys, (list, key) => {
        const [table, other] = [tableFrom(list), tableFrom(list)];
        regroup(table, key);
        for (let pair = 0; pair < pairCount(other); pair++) pairOf(other, pair);
        expect(rowsOf(table)).toEqual(rowsOf(other));
      }),
    );
  });

  test("groups by host the same whether the host is a destination, an address, or neither", () => {
    const at = (destination: string, host: string, time: number) => ({
      ...{ source: "10.0.0.1", destination, port: 443, host, time },
    });
    const table = tableFrom([
      at("203.0.113.1", "203.0.113.1", 0),
      at("203.0.113.2", "203.0.113.1", 1),
      at("name.example", "name.example", 2),
      at("203.0.113.2", "name.example", 3),
      at("203.0.113.2", "only.example", 4),
    ]);
    const groups = regroup(table, "host");
    expect([0, 1, 2].map((group) => destinationOf(groups.table, group))).toEqual(
      expect.arrayContaining(["203.0.113.1", "name.example", "only.example"]),
    );
    expect(groups.table.names.filter((name) => name === "name.example")).toHaveLength(1);
    expect(groups.table.names).not.toContain("203.0.113.1");
  });

  test("makes every pair a group where no connection has a host", () => {
    const list = [1, 2, 3, 1, 2].map((last, time) => ({
      ...{ source: "10.0.0.1", destination: `203.0.113.${last}`, port: 443, time },
    }));
    const table = tableFrom(list);
    const groups = regroup(table, "host");
    expect(rowsOf(groups.table)).toEqual(rowsOf(table));
    expect([0, 1, 2].every((group) => pairAlone(table, groups, group))).toBe(true);
    expect([...groups.known]).toEqual([0, 0, 0]);
  });
});

describe("leftOver", () => {
  test("has the connections that no group took, of pairs from which one did", () => {
    fc.assert(
      fc.property(connections, keys, fc.array(fc.boolean()), (list, key, choices) => {
        const table = tableFrom(list);
        const groups = regroup(table, key);
        const taken = Uint8Array.from(groups.mains, (_, group) => Number(choices[group] ?? false));
        const rows = rowsOf(table);
        const isTaken = rows.map((_, row) => taken[groups.ids[row] as number] === 1);
        const touched = new Set([...byPair(rows.filter((_, row) => isTaken[row])).keys()]);
        const left = leftOver(table, groups, taken);
        expect(rowsOf(left)).toEqual(
          rows.filter(
            ({ source, destination, port }, row) =>
              !isTaken[row] && touched.has(`${source} ${destination} ${port}`),
          ),
        );
        expect(pairCount(left)).toBe(pairCount(table));
      }),
    );
  });
});

const PLACES = ["203.0.113.1", "203.0.113.2", "2001:db8::9", "name.example"];

/** By destination, then port, of `source destination port`. */
function compareNames(a: string, b: string): number {
  const [left, right] = [a.split(" "), b.split(" ")];
  const place = (parts: string[]) => PLACES.indexOf(parts[1] as string);
  return place(left) - place(right) || Number(left[2]) - Number(right[2]);
}
