import { describe, expect, test } from "vitest";
import type { Pair } from "../../src/pairs.js";
import type { ClientFacts, Population, Score, Scorer } from "../../src/score.js";
import { fingerprintCluster } from "../../src/scorers/fingerprint-cluster.js";
import { combine } from "../../src/scoring/combine.js";
import { DEFAULT_PROFILE, weightOf } from "../../src/scoring/profile.js";
import { connectionsAt, pairFrom, scorerLaws } from "../support/scorer-laws.js";

const PAIR = pairFrom(connectionsAt([0, 60, 120]));

/** A common case that tells nothing: one of twenty sources in 100 that have it, used for many destinations. */
const NEUTRAL: ClientFacts = {
  sources: 100,
  using: 20,
  counted: true,
  randomized: false,
  fingerprints: 3,
  connections: 500,
  destinations: 100,
  server: null,
  listed: false,
};

function populationWith(client: (pair: Pair) => ClientFacts | undefined): Population {
  return { sources: 100, sourcesOf: () => 1, alike: () => 1, client };
}

function scoreOf(changes: Partial<ClientFacts>): Score | undefined {
  const population = populationWith((pair) =>
    pair === PAIR ? { ...NEUTRAL, ...changes } : undefined,
  );
  return fingerprintCluster.score(PAIR, { start: 0, end: 0, population });
}

/** The move that a value stands for; of a client that goes everywhere, unless it is said where. */
const moveOf = (changes: Partial<ClientFacts>): number => {
  const value = scoreOf({ destinations: 2 ** 50, ...changes })?.value ?? 0.5;
  return value >= 0.5 ? (value - 0.5) * 0.6 : (value - 0.5) * 0.3;
};

describe("fingerprint-cluster", () => {
  test("says nothing without facts, and where nothing tells", () => {
    expect(fingerprintCluster.score(PAIR, { start: 0, end: 0 })).toBeUndefined();
    const { client: _, ...without } = populationWith(() => undefined);
    expect(
      fingerprintCluster.score(PAIR, { start: 0, end: 0, population: without }),
    ).toBeUndefined();
    expect(scoreOf({})).toBeUndefined();
  });

  test("gives rarity, where at most 2 % of the sources have it, 0.15 times 1 − ln(h) / ln(H)", () => {
    expect(moveOf({ using: 1 })).toBeCloseTo(0.15, 12);
    expect(moveOf({ using: 2 })).toBeCloseTo(0.15 * (1 - Math.log(2) / Math.log(100)), 12);
    expect(scoreOf({ using: 3 })).toBeUndefined();
    expect(moveOf({ using: 10, sources: 500 })).toBeCloseTo(
      0.15 * (1 - Math.log(10) / Math.log(500)),
      12,
    );
  });

  test("gives a fingerprint that the source uses for one destination 0.15, for two half of that", () => {
    expect(moveOf({ destinations: 1 })).toBeCloseTo(0.15, 12);
    expect(moveOf({ destinations: 2 })).toBeCloseTo(0.075, 12);
    expect(moveOf({ destinations: 2, using: 1 })).toBeCloseTo(0.15, 12);
    // A device of one purpose, and too few connections to tell.
    expect(scoreOf({ destinations: 1, fingerprints: 1 })).toBeUndefined();
    expect(scoreOf({ destinations: 1, connections: 3 })).toBeUndefined();
  });

  test("gives a rare pair of client and server up to 0.1, as much as the server's answer tells", () => {
    const server = { using: 1, share: 0, association: 1 };
    expect(moveOf({ server })).toBeCloseTo(0.1, 12);
    expect(moveOf({ server: { ...server, share: 0.4 } })).toBeCloseTo(0.06, 12);
    expect(moveOf({ server: { ...server, association: 0.2 } })).toBeCloseTo(0.06, 12);
    expect(scoreOf({ server: { ...server, share: 0.6 } })).toBeUndefined();
    expect(scoreOf({ server: { ...server, using: 10, association: 0 } })).toBeUndefined();
  });

  test("takes 0.15 off for a fingerprint of half of the sources, unless it is all that the source has", () => {
    expect(moveOf({ using: 50 })).toBeCloseTo(-0.15, 12);
    expect(scoreOf({ using: 50, destinations: 2 ** 60 })?.value).toBeCloseTo(0, 12);
    expect(scoreOf({ using: 49 })).toBeUndefined();
    // Behind a proxy that inspects TLS all sources have one fingerprint, the same.
    expect(scoreOf({ using: 100, fingerprints: 1, destinations: 1 })).toBeUndefined();
    // An agent that half of the hosts have, for one destination.
    expect(scoreOf({ using: 50, destinations: 1 })).toBeUndefined();
  });

  test("says nothing among fewer than ten sources, of one that does not count, and of a client that permutes its extensions", () => {
    const rare = { using: 1, destinations: 1 };
    expect(scoreOf({ ...rare, sources: 10 })).toBeDefined();
    expect(scoreOf({ ...rare, sources: 9 })).toBeUndefined();
    expect(scoreOf({ ...rare, counted: false })).toBeUndefined();
    expect(scoreOf({ ...rare, randomized: true })).toBeUndefined();
  });

  test("gives one on the caller's list 0.15 more, however little else is known, and never above 0.3", () => {
    expect(moveOf({ listed: true })).toBeCloseTo(0.15, 12);
    for (const thin of [{ sources: 2 }, { counted: false }, { randomized: true }]) {
      expect(moveOf({ ...thin, listed: true })).toBeCloseTo(0.15, 12);
    }
    expect(moveOf({ listed: true, using: 50 })).toBeCloseTo(0, 12);
    const server = { using: 1, share: 0, association: 1 };
    expect(scoreOf({ listed: true, using: 1, server })?.value).toBe(1);
  });

  test("alone makes no finding: it moves the odds by a factor of two at most", () => {
    expect(weightOf(DEFAULT_PROFILE, "fingerprint-cluster")).toEqual({ against: 0.3, for: 0.3 });
    expect(DEFAULT_PROFILE.context).toContain("fingerprint-cluster");
    const most = { id: "fingerprint-cluster", value: 1, evidence: {} };
    expect(combine([most], 50, DEFAULT_PROFILE, true).score).toBeLessThan(0.1);
  });

  test("shows every count", () => {
    const server = { using: 2, share: 0.1, association: 0.9 };
    expect(scoreOf({ using: 1, server })?.evidence).toEqual({
      sources: 100,
      using: 1,
      fingerprints: 3,
      connections: 500,
      destinations: 100,
      serverUsing: 2,
      serverShare: 0.1,
      association: 0.9,
    });
    expect(scoreOf({ listed: true, randomized: true })?.evidence).toMatchObject({
      listed: 1,
      randomized: 1,
    });
  });

  test("puts them into a sentence", () => {
    const sentence = (changes: Partial<ClientFacts>) =>
      fingerprintCluster.explain?.(scoreOf(changes)?.evidence ?? {});
    expect(sentence({ using: 1, destinations: 1, connections: 1440, fingerprints: 2 })).toBe(
      "1 of 100 sources (1 %) has the client's TLS fingerprint: 1440 connections of this source to 1 destination, beside 1 other fingerprint.",
    );
    expect(sentence({ using: 2, server: { using: 2, share: 0.1, association: 1 } })).toBe(
      "2 of 100 sources (2 %) have the client's TLS fingerprint: 500 connections of this source to 100 destinations, beside 2 other fingerprints; 2 with the same answer from the server.",
    );
    expect(sentence({ listed: true, randomized: true })).toBe(
      "The client's TLS fingerprint changes with every connection: 500 connections of this source to 100 destinations, beside 2 other fingerprints; it is on the list given.",
    );
    expect(
      sentence({
        listed: true,
        sources: 0,
        using: 0,
        connections: 0,
        destinations: 0,
        fingerprints: 0,
      }),
    ).toBe("1 TLS fingerprint of the server is on the list given.");
  });
});

/** The scorer where every pair has a client, of facts that differ with the pair. */
const informed: Scorer = {
  ...fingerprintCluster,
  score(pair, context) {
    const { count } = pair;
    const facts = {
      ...NEUTRAL,
      using: 1 + ((count * 7) % 60),
      connections: count,
      destinations: 1 + (count % 5),
      randomized: count % 11 === 0,
      listed: count % 3 === 0,
      server:
        count % 2 === 0 ? { using: 1 + (count % 4), share: 1 / count, association: 0.5 } : null,
    };
    const population = populationWith(() => (count === 1 ? undefined : facts));
    return fingerprintCluster.score(pair, { ...context, population });
  },
};
scorerLaws(informed, { scale: true });
