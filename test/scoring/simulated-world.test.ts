import { describe, expect, test } from "vitest";
import {
  browsing,
  type Cohort,
  diurnal,
  fixed,
  oneSidedJitter,
  type PairLabel,
  poisson,
  simulate,
  twoSidedJitter,
} from "../../src/evaluation/index.js";
import { type Finding, type Level, score } from "../../src/scoring/index.js";

const LEAST_CHECK_INS = 50;
const PERIODS = [60, 300, 900, 1500];
const JITTERS = [0.2, 0.5, 0.9];

const implants: Cohort[] = PERIODS.flatMap((periodSeconds) => [
  { family: fixed, parameters: { periodSeconds } },
  ...[oneSidedJitter, twoSidedJitter].flatMap((family) =>
    JITTERS.map((jitter) => ({ family, parameters: { periodSeconds, jitter } })),
  ),
]);
const people: Cohort[] = [
  ...[poisson, diurnal].flatMap((family) =>
    [60, 200, 1000].map((perDay) => ({ family, pairs: 8, parameters: { perDay } })),
  ),
  { family: browsing, pairs: 20 },
];

interface Labelled extends PairLabel {
  readonly finding: Finding;
}

function world(seed: string): Labelled[] {
  const { connections, labels } = simulate({
    seed,
    start: Date.UTC(2026, 10, 23),
    hours: 24,
    cohorts: [...implants, ...people],
  });
  const keyOf = ({ source, destination, port }: PairLabel | Finding) =>
    `${source} ${destination} ${port}`;
  const findings = new Map(score(connections).findings.map((finding) => [keyOf(finding), finding]));
  return labels.flatMap((label) => {
    const finding = findings.get(keyOf(label));
    return finding === undefined ? [] : [{ ...label, finding }];
  });
}

describe.each(["a", "b", "c", "d", "e"])("in world %s", (seed) => {
  const pairs = world(seed);
  const seen = pairs.filter(
    ({ label, finding }) => label === "c2" && finding.count >= LEAST_CHECK_INS,
  );
  const benign = pairs.filter(({ label }) => label === "benign");

  test("every implant with 50 check-ins ranks above every pair without a schedule", () => {
    expect(seen.length).toBeGreaterThan(implants.length / 2);
    expect(benign.length).toBeGreaterThan(60);
    const best = Math.min(...benign.map(({ finding }) => finding.rank));
    const below = seen.filter(({ finding }) => finding.rank > best);
    expect(below.map(({ family, parameters }) => ({ family, ...parameters }))).toEqual([]);
  });

  test("no pair without a schedule is of a high level, and every implant with little jitter is", () => {
    expect(benign.filter(({ finding }) => finding.score >= 0.7)).toEqual([]);
    const steady = seen.filter(({ parameters }) => (parameters.jitter ?? 0) <= 0.2);
    expect(steady.length).toBeGreaterThan(6);
    const levels = new Set(steady.map(({ finding }) => finding.level));
    expect(["none", "low", "medium"].filter((level) => levels.has(level as Level))).toEqual([]);
  });
});
