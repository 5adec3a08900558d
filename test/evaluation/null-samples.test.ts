import { describe, expect, test } from "vitest";
import { nullSamples } from "../../src/evaluation/null-samples.js";
import type { Pair } from "../../src/pairs.js";
import type { Context, Scorer } from "../../src/score.js";

/** Sees all pairs, and says what share of connections begins a check-in. */
function witness(): { readonly seen: [Pair, Context][]; readonly scorer: Scorer } {
  const seen: [Pair, Context][] = [];
  const scorer: Scorer = {
    id: "witness",
    score(pair, context) {
      seen.push([pair, context]);
      const value = pair.sessions.starts.length / pair.count;
      return { id: "witness", value, evidence: {} };
    },
    explain: () => "",
  };
  return { seen, scorer };
}

describe("nullSamples", () => {
  test("gives as many samples as asked for, with the scores of each and its check-ins", () => {
    const { seen, scorer } = witness();
    const samples = [...nullSamples("null", 40, [scorer])];
    expect(samples).toHaveLength(40);
    expect(seen).toHaveLength(40);
    for (const [i, { checkIns, scores }] of samples.entries()) {
      const [pair, context] = seen[i] as [Pair, Context];
      expect(checkIns).toBe(pair.sessions.starts.length);
      expect(checkIns).toBeGreaterThanOrEqual(5);
      expect(scores).toEqual([{ id: "witness", value: checkIns / pair.count, evidence: {} }]);
      expect(context).toEqual({ start: pair.times[0], end: pair.times[pair.count - 1] });
    }
  });

  test("gives the same for the same seed text, others for another", () => {
    const scores = (seed: string) => [...nullSamples(seed, 10, [witness().scorer])];
    expect(scores("null")).toEqual(scores("null"));
    expect(scores("other")).not.toEqual(scores("null"));
  });

  test("leaves out what a scorer has nothing to say of", () => {
    const silent: Scorer = { id: "silent", score: () => undefined, explain: () => "" };
    for (const { scores } of nullSamples("null", 5, [silent])) expect(scores).toEqual([]);
  });
});
