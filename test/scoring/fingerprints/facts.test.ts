import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Connection } from "../../../src/connection.js";
import { type Pair, pairCount, pairOf } from "../../../src/pairs.js";
import type { ClientFacts } from "../../../src/score.js";
import { fingerprintFactsOf } from "../../../src/scoring/fingerprints/facts.js";
import { clientsOf, parseIntel } from "../../../src/scoring/fingerprints/index.js";
import { pairNumber } from "../../../src/scoring/fingerprints/pair-number.js";
import { populationOf, withClients } from "../../../src/scoring/population.js";
import { tableWithin } from "../../../src/scoring/table-within.js";
import type { ConnectionTable } from "../../../src/table.js";
import { tableFrom } from "../../../src/table-from.js";

const ja3 = (number: number) => number.toString(16).padStart(32, "0");
const JA4 = "t13d1516h2_8daaf6152771_02713d6af862";
const RESUMED = "t13d1517h2_8daaf6152771_b1ff8ab2d16f";
const [A, B, C, X, Y] = [101, 102, 103, 201, 202].map(ja3) as [
  string,
  string,
  string,
  string,
  string,
];

interface Given {
  readonly from: number;
  readonly to: number;
  readonly with: string | null;
  readonly answer?: string;
  readonly host?: string;
  readonly times?: number;
}

/** Connections of host `from` to server `to`, one a second. */
function rows(given: readonly Given[]): Connection[] {
  return given.flatMap((row) =>
    Array.from({ length: row.times ?? 1 }, (_, i) => ({
      time: i * 1000,
      source: `10.0.0.${row.from}`,
      destination: `203.0.113.${row.to}`,
      port: 443,
      fingerprint: row.with,
      serverFingerprint: row.answer ?? null,
      host: row.host ?? null,
    })),
  );
}

/** The facts about the pair of host `from` and server `to`. */
function clientOf(given: readonly Given[], from: number, to: number): ClientFacts | undefined {
  const table = tableFrom(rows(given));
  return populationOf(table).client?.(find(table, from, to));
}

function find(table: ConnectionTable, from: number, to: number): Pair {
  for (let number = 0; number < pairCount(table); number++) {
    const pair = pairOf(table, number);
    if (pair.source === `10.0.0.${from}` && pair.destination === `203.0.113.${to}`) return pair;
  }
  throw new Error("no such pair");
}

describe("what is known of a client", () => {
  const ESTATE: Given[] = [
    { from: 1, to: 1, with: A, answer: X, times: 5 },
    { from: 1, to: 2, with: A, answer: Y, times: 2 },
    { from: 1, to: 3, with: B, answer: X, times: 4 },
    { from: 2, to: 1, with: A, answer: X },
    { from: 2, to: 3, with: C },
    // A device of one purpose, and a host without TLS.
    { from: 3, to: 3, with: B, answer: Y, times: 9 },
    { from: 4, to: 4, with: null },
  ];

  test("is counted by hand", () => {
    expect(clientOf(ESTATE, 1, 1)).toEqual({
      sources: 2,
      using: 2,
      counted: true,
      randomized: false,
      fingerprints: 2,
      connections: 7,
      destinations: 2,
      // Of 21 connections with an answer ten have X: 5 + 4 + 1. Of five pairs with one A has three, X three, both two.
      server: {
        using: 2,
        share: 10 / 21,
        association: Math.log((2 * 5) / (3 * 3)) / Math.log(5 / 2),
      },
      listed: false,
    });
    expect(clientOf(ESTATE, 1, 3)).toMatchObject({ using: 1, connections: 4, destinations: 1 });
    expect(clientOf(ESTATE, 2, 3)).toMatchObject({ using: 1, fingerprints: 2, server: null });
  });

  test("of a source with one fingerprint and fewer than three destinations does not count", () => {
    expect(clientOf(ESTATE, 3, 3)).toMatchObject({ counted: false, fingerprints: 1, using: 1 });
    const wide = [...ESTATE, { from: 3, to: 5, with: B }, { from: 3, to: 6, with: B }];
    expect(clientOf(wide, 3, 3)).toMatchObject({ counted: true, sources: 3, using: 2 });
  });

  test("is nothing for a pair without a fingerprint, and in a table without any", () => {
    expect(clientOf(ESTATE, 4, 4)).toBeUndefined();
    expect(clientOf([{ from: 1, to: 1, with: null }], 1, 1)).toBeUndefined();
    expect(fingerprintFactsOf(tableFrom(rows([{ from: 1, to: 1, with: null }])))).toBeUndefined();
  });

  test("takes the JA4 of one family for one", () => {
    const family: Given[] = [
      { from: 1, to: 1, with: JA4, times: 3 },
      { from: 1, to: 2, with: RESUMED, times: 2 },
      { from: 1, to: 3, with: RESUMED },
    ];
    expect(clientOf(family, 1, 1)).toMatchObject({
      fingerprints: 1,
      connections: 6,
      destinations: 3,
    });
  });

  test("counts destinations by host where that is known, else by address", () => {
    const hosts: Given[] = [
      { from: 1, to: 1, with: A, host: "a.example" },
      { from: 1, to: 2, with: A, host: "a.example" },
      { from: 1, to: 3, with: A, host: "b.example" },
      { from: 1, to: 4, with: A },
    ];
    expect(clientOf(hosts, 1, 4)).toMatchObject({ connections: 4, destinations: 3 });
  });

  test("is about the most frequent program, of equal ones the first by name", () => {
    const mixed: Given[] = [
      { from: 1, to: 1, with: B, times: 2 },
      { from: 1, to: 1, with: A, times: 2 },
      { from: 1, to: 2, with: B, times: 9 },
    ];
    expect(clientOf(mixed, 1, 1)).toMatchObject({ connections: 2, destinations: 1 });
    expect(clientOf(mixed.toReversed(), 1, 1)).toMatchObject({ connections: 2 });
    expect(clientOf([...mixed, { from: 1, to: 1, with: B }], 1, 1)).toMatchObject({
      connections: 12,
    });
  });
});

test("the main fingerprint of a pair is one of its main program's, though another's is more frequent", () => {
  const table = tableFrom(
    rows([
      { from: 1, to: 1, with: A, times: 4 },
      { from: 1, to: 1, with: JA4, times: 3 },
      { from: 1, to: 1, with: RESUMED, times: 2 },
    ]),
  );
  const facts = fingerprintFactsOf(table);
  expect(facts?.programs.names[facts.programOfPair[0] ?? 0]).toBe("t13_8daaf6152771");
  expect(table.texts[(facts?.textOfPair[0] ?? 0) - 1]).toBe(JA4);
});

describe("a client that permutes its extensions", () => {
  let fresh = 1000;
  /** Connections with a JA3 each. */
  const permuted = (from: number, to: number, times: number): Given[] =>
    Array.from({ length: times }, () => ({ from, to, with: ja3(fresh++) }));

  test("is one client, told by a pair with a new JA3 on nearly every connection", () => {
    const browser = [
      ...permuted(1, 1, 4),
      ...permuted(1, 2, 1),
      { from: 1, to: 3, with: A, times: 4 },
    ];
    expect(clientOf(browser, 1, 2)).toMatchObject({
      randomized: true,
      fingerprints: 2,
      connections: 5,
      destinations: 2,
    });
    expect(clientOf(browser, 1, 3)).toMatchObject({ randomized: false, using: 1, fingerprints: 2 });
  });

  test("is told by eight JA3 that were not kept, however few connections a pair has", () => {
    const surfing = (sites: number) =>
      Array.from({ length: sites }, (_, i) => permuted(1, i + 1, 1)).flat();
    expect(clientOf(surfing(7), 1, 1)).toMatchObject({ randomized: false, fingerprints: 7 });
    expect(clientOf(surfing(8), 1, 1)).toMatchObject({ randomized: true, fingerprints: 1 });
  });

  test("does not take along a fingerprint that was kept, that two sources have, or that is a JA4", () => {
    const browser = permuted(1, 1, 20);
    const kept = [...browser, { from: 1, to: 2, with: A, times: 4 }];
    const shared = [...browser, { from: 1, to: 2, with: A }, { from: 2, to: 2, with: A }];
    const sorted = [...browser, { from: 1, to: 2, with: JA4 }];
    for (const given of [kept, shared, sorted]) {
      expect(clientOf(given, 1, 2)).toMatchObject({ randomized: false, fingerprints: 2 });
    }
    expect(clientOf([...browser, { from: 1, to: 2, with: A, times: 3 }], 1, 2)?.randomized).toBe(
      true,
    );
  });

  test("is none where half of the connections keep it", () => {
    // Distinct − 1 over connections − 1 is a half: four of seven.
    const steady = [{ from: 1, to: 1, with: A, times: 4 }, ...permuted(1, 1, 3)];
    expect(clientOf(steady, 1, 1)).toMatchObject({ randomized: false, fingerprints: 4 });
    expect(clientOf([...steady, ...permuted(1, 1, 1)], 1, 1)).toMatchObject({ fingerprints: 2 });
  });
});

describe("laws of the facts", () => {
  const given = fc.array(
    fc.record({
      from: fc.integer({ min: 1, max: 5 }),
      to: fc.integer({ min: 1, max: 4 }),
      with: fc.constantFrom(null, A, B, JA4, RESUMED, ...[1, 2, 3, 4, 5, 6].map(ja3)),
      answer: fc.constantFrom(X, Y),
      times: fc.integer({ min: 1, max: 4 }),
    }),
    { minLength: 1, maxLength: 40 },
  );
  const all = (connections: readonly Connection[]) => {
    const table = tableFrom(connections);
    const { client } = populationOf(table);
    const facts = Array.from({ length: pairCount(table) }, (_, number) => {
      const pair = pairOf(table, number);
      return [`${pair.source} ${pair.destination}`, client?.(pair)] as const;
    });
    return new Map(facts);
  };

  test("they do not mind the order of the rows", () => {
    fc.assert(
      fc.property(given, fc.infiniteStream(fc.nat()), (rowsGiven, keys) => {
        const connections = rows(rowsGiven);
        const shuffled = connections
          .map((connection) => ({ connection, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ connection }) => connection);
        for (const [name, facts] of all(shuffled))
          expect(facts).toEqual(all(connections).get(name));
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  test("they do not mind what hosts are called", () => {
    fc.assert(
      fc.property(given, (rowsGiven) => {
        const connections = rows(rowsGiven);
        const renamed = connections.map((row) => ({
          ...row,
          source: `2001:db8::${9 - Number(row.source.slice(-1))}`,
          destination: `server-${9 - Number(row.destination.slice(-1))}.example`,
        }));
        expect([...all(renamed).values()]).toEqual([...all(connections).values()]);
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  test("their counts fit into each other", () => {
    fc.assert(
      fc.property(given, (rowsGiven) => {
        for (const facts of all(rows(rowsGiven)).values()) {
          if (facts === undefined) continue;
          expect(facts.using).toBeLessThanOrEqual(facts.sources);
          expect(facts.destinations).toBeLessThanOrEqual(facts.connections);
          expect(facts.fingerprints).toBeGreaterThan(0);
          if (facts.server === null) continue;
          expect(facts.server.using).toBeLessThanOrEqual(facts.using);
          expect(facts.server.share).toBeGreaterThan(0);
          expect(facts.server.share).toBeLessThanOrEqual(1);
        }
      }),
      { seed: 5, numRuns: 60 },
    );
  });
});

describe("pairs of other tables", () => {
  const connections = rows([
    { from: 1, to: 1, with: A, times: 3 },
    { from: 1, to: 2, with: B, times: 2 },
  ]);

  test("are known by where their times lie, also behind pairs that a window has emptied", () => {
    const table = tableFrom(connections);
    const late = tableWithin(table, 2000, 9000);
    expect(pairNumber(late, pairOf(late, 0))).toBe(0);
    expect(pairNumber(late, pairOf(late, 1))).toBeUndefined();
    const turned = tableWithin(tableFrom(connections.toReversed()), 2000, 9000);
    expect(pairNumber(turned, pairOf(turned, 0))).toBeUndefined();
    expect(pairNumber(turned, pairOf(turned, 1))).toBe(1);
    expect(pairNumber(table, pairOf(late, 0))).toBeUndefined();
    expect(populationOf(table).client?.(pairOf(late, 0))).toBeUndefined();
  });

  test("are known where they are other groups of the same connections", () => {
    const table = tableFrom(connections);
    // What only the last second leaves of the pairs, as groups leave of theirs.
    const part = tableWithin(table, 2000, 9000);
    const { client } = withClients(populationOf(table), clientsOf(table, undefined, part));
    expect(client?.(pairOf(part, 0))).toMatchObject({ fingerprints: 2, connections: 3 });
    expect(client?.(pairOf(table, 0))).toBeUndefined();
  });

  test("are known by the client that the group has, not by that of the pair it is part of", () => {
    const last = { ...connections[0], time: 5000, fingerprint: B } as Connection;
    const table = tableFrom([...connections, last]);
    const part = tableWithin(table, 5000, 9000);
    const client = clientsOf(table, undefined, part)(pairOf(part, 0));
    expect(client).toMatchObject({ connections: 3, destinations: 2 });
  });

  test("keep the rest of their population", () => {
    const population = populationOf(tableFrom(connections));
    const other = withClients(population, () => undefined);
    expect(other.sources).toBe(1);
    expect(other.sourcesOf("203.0.113.1")).toBe(1);
    expect(other.alike(pairOf(tableFrom(connections), 0))).toBe(1);
  });
});

describe("a list of the caller's", () => {
  const intel = parseIntel(`${A} Bad\n${X} Server`);

  test("marks clients by any of their fingerprints, and servers", () => {
    const table = tableFrom(
      rows([
        { from: 1, to: 1, with: B, times: 3 },
        { from: 1, to: 1, with: A },
        { from: 1, to: 2, with: B, answer: X },
        { from: 1, to: 3, with: B },
        { from: 1, to: 4, with: null, answer: X },
        { from: 1, to: 5, with: null },
      ]),
    );
    const { client } = populationOf(table, intel);
    const listed = [1, 2, 3, 4, 5].map((to) => client?.(find(table, 1, to))?.listed);
    expect(listed).toEqual([true, true, false, true, undefined]);
  });

  test("marks servers also where no client has a fingerprint", () => {
    const table = tableFrom(rows([{ from: 1, to: 1, with: null, answer: X }]));
    expect(populationOf(table, intel).client?.(pairOf(table, 0))).toMatchObject({
      listed: true,
      connections: 0,
    });
  });
});
