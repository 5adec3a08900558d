import { describe, expect, test } from "vitest";
import { RuleError } from "../../src/errors.js";
import {
  type Detector,
  plainly,
  profileDetector,
  referenceDetector,
  scorerDetector,
} from "../../src/evaluation/detectors/index.js";
import { compare, evaluateLabelled, parseLabels } from "../../src/evaluation/evaluate/index.js";
import { oneSidedJitter } from "../../src/evaluation/families/one-sided-jitter.js";
import { poisson } from "../../src/evaluation/families/poisson.js";
import { telemetry } from "../../src/evaluation/families/telemetry.js";
import { simulate } from "../../src/evaluation/simulate.js";
import { pairCount } from "../../src/pairs.js";
import { intervalMad } from "../../src/scorers/index.js";
import { score } from "../../src/scoring/index.js";
import { tableFrom } from "../../src/table-from.js";

const { connections, labels } = simulate({
  seed: "labelled",
  start: Date.UTC(2026, 10, 22),
  hours: 12,
  cohorts: [
    { family: oneSidedJitter, pairs: 3 },
    { family: poisson, pairs: 12, parameters: { perDay: 200 } },
    { family: telemetry, pairs: 4 },
  ],
});
const table = tableFrom(connections);
const beaconry = profileDetector("beaconry", "default");

/** Gives the pairs of a table these values in their order. */
const fixedValues = (id: string, values: readonly (number | undefined)[]): Detector => ({
  id,
  reports: true,
  judge: () =>
    values.map((value) => (value === undefined ? value : plainly(value, value > 0.5, `${value}.`))),
});

describe("an evaluation on labelled logs", () => {
  test("ranks the labelled pairs among all, as score does", () => {
    const { outcomes, results, pairs, warnings } = evaluateLabelled(table, labels, [beaconry]);
    expect([pairs, warnings]).toEqual([19, []]);
    const { findings } = score(table);
    for (const { source, destination, value, rank } of results) {
      const finding = findings.find(
        (one) => one.source === source && one.destination === destination,
      )!;
      expect(value).toBe(finding.score);
      const above = findings.filter((one) => one.score > finding.score).length;
      const ties = findings.filter((one) => one.score === finding.score).length;
      expect(rank).toBe(above + (ties + 1) / 2);
    }
    expect(outcomes[0]).toMatchObject({ auc: 1, recallAt1: 1 });
  });

  test("counts C2, benign and benign periodic pairs apart, and leaves the others to the ranks", () => {
    const c2 = labels.filter(({ label }) => label === "c2");
    const evaluation = evaluateLabelled(table, c2, [beaconry, referenceDetector()]);
    expect(evaluation).toMatchObject({ c2: 3, benign: 0, periodic: 0 });
    expect(evaluation.outcomes.map(({ auc }) => auc)).toEqual([Number.NaN, Number.NaN]);
    expect(evaluation.outcomes.map(({ recallAt1 }) => recallAt1)).toEqual([Number.NaN, Number.NaN]);
    expect(evaluation.outcomes[1]?.c2Reported.value).toBe(1);
    expect(evaluation.results.every(({ rank }) => rank <= 19)).toBe(true);
  });

  test("warns of labels without a pair", () => {
    const stray = { ...labels[0]!, port: 1 };
    expect(evaluateLabelled(table, [stray], [beaconry]).warnings).toEqual([
      { code: "label-without-pair", message: "1 of 1 labels name a pair that is not in the log" },
    ]);
  });
});

describe("labels", () => {
  test("of a simulation are read as they are", () => {
    const read = parseLabels(JSON.parse(JSON.stringify(labels)));
    expect(read).toEqual(
      labels.map(({ source, destination, port, label, family }) => ({
        source,
        destination,
        port,
        label,
        family,
      })),
    );
  });

  test("may spell addresses their own way", () => {
    const [one] = parseLabels([
      { source: "2001:DB8:0::1", destination: "CDN.Example", port: 443, label: "benign" },
    ]);
    expect(one).toMatchObject({ source: "2001:db8::1", destination: "cdn.example", family: "" });
  });

  test("that are wrong are told all at once", () => {
    const pair = { source: "10.0.0.1", destination: "203.0.113.9", port: 443 };
    expect(() => parseLabels({})).toThrow(RuleError);
    expect(() => parseLabels([{ ...pair, port: 1e6, label: "bad" }, { label: "c2" }, 3])).toThrow(
      "labels: 0.port: expected a port from 0 to 65535; 0.label: expected one of c2, benign, benign-periodic; " +
        "1.source: expected",
    );
    expect(() =>
      parseLabels([
        { ...pair, label: "c2" },
        { ...pair, label: "benign" },
      ]),
    ).toThrow("10.0.0.1 to 203.0.113.9, port 443 is c2 and benign");
    const many = new Array<unknown>(100).fill(1);
    expect(() => parseLabels(many)).toThrow("and 80 more");
  });
});

describe("a comparison", () => {
  const count = pairCount(table);
  const rising = Array.from({ length: count }, (_, i) => i / count);

  test("of a detector with itself has nothing to tell", () => {
    const comparison = compare(table, beaconry, beaconry, { minCount: 1 });
    expect(comparison.rankCorrelation).toBeCloseTo(1, 12);
    expect(comparison.disagreements).toEqual([]);
    expect(comparison.overlap).toEqual([
      { k: 10, shared: 10, of: 10 },
      { k: 50, shared: 19, of: 19 },
      { k: 100, shared: 19, of: 19 },
    ]);
  });

  test("of a ranking with its reverse names both ends first, with what each side says", () => {
    const up = fixedValues("up", rising);
    const down = fixedValues("down", rising.toReversed());
    const comparison = compare(table, up, down, { minCount: 1, top: 2 });
    expect(comparison.rankCorrelation).toBeCloseTo(-1, 12);
    expect(comparison.overlap[0]).toEqual({ k: 10, shared: 1, of: 10 });
    expect(comparison.disagreements.map(({ ours, theirs }) => [ours.rank, theirs.rank])).toEqual([
      [19, 1],
      [1, 19],
    ]);
    expect(comparison.disagreements[0]?.ours).toMatchObject({ reason: "0.", flagged: false });
    expect(comparison.reported).toEqual({ both: 0, oursOnly: 9, theirsOnly: 9, neither: 1 });
  });

  test("takes silence for the last rank, and has no count of reports where a side has no threshold", () => {
    const silent = fixedValues(
      "silent",
      rising.map((value, i) => (i === 0 ? undefined : value)),
    );
    const comparison = compare(table, scorerDetector(intervalMad), silent, { minCount: 1, top: 0 });
    expect(comparison.reported).toBeNull();
    const told = comparison.disagreements.find(({ theirs }) => theirs.value === null);
    expect(told?.theirs).toMatchObject({ rank: 19, reason: "Too little to say anything." });
  });

  test("leaves pairs with few connections out", () => {
    expect(compare(table, beaconry, referenceDetector(), { minCount: 1e6 })).toMatchObject({
      pairs: 0,
      rankCorrelation: Number.NaN,
      disagreements: [],
    });
  });
});
