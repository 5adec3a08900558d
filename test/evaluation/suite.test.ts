import { describe, expect, test } from "vitest";
import type { Parameters } from "../../src/evaluation/family.js";
import { randomFrom } from "../../src/evaluation/random.js";
import {
  drawAperiodic,
  drawBenignPeriodic,
  SUITE,
  type Variant,
} from "../../src/evaluation/suite.js";

/** A Monday. */
const START = Date.UTC(2026, 0, 5);

function connectionsOf({ family, parameters, hours }: Variant, seed: string): number {
  const window = { start: START, end: START + hours * 3_600_000 };
  const all: Parameters = { ...family.defaults, ...parameters };
  const made = family.starts(randomFrom(seed), window, all).length;
  return made / (family.destinations?.(all) ?? 1);
}

describe("the suite", () => {
  test("has ids that tell its variants apart, each with the code of its family", () => {
    expect(new Set(SUITE.map(({ id }) => id)).size).toBe(SUITE.length);
    for (const { id, code, family } of SUITE) {
      expect(id.startsWith(family.id)).toBe(true);
      expect(code).toBe(family.code);
      expect(family.label).toBe("c2");
    }
  });

  test("has every kind of implant, B1 to B19", () => {
    expect(new Set(SUITE.map(({ code }) => code))).toEqual(
      new Set(Array.from({ length: 19 }, (_, i) => `B${i + 1}`)),
    );
  });

  test("names only parameters that the families have", () => {
    for (const { family, parameters } of SUITE) {
      for (const name of Object.keys(parameters)) expect(family.defaults).toHaveProperty(name);
    }
  });

  // Those that are about few connections: check-ins every few hours, connections that last for hours, and losses.
  const FEW =
    /^(low-and-slow|long-lived|missed periodSeconds=60|missed missed=0.5|rotation servers=10 random=1)/;
  test.each(SUITE)(
    "$id comes to 50 connections a pair, or is one of the few that are not meant to",
    (variant) => {
      const made = connectionsOf(variant, "suite");
      expect(made).toBeGreaterThanOrEqual(FEW.test(variant.id) ? 20 : 50);
    },
  );
});

describe("drawAperiodic", () => {
  const draws = Array.from({ length: 1200 }, (_, i) => drawAperiodic(randomFrom(`draw ${i}`)));

  test("draws every benign family without a schedule about as often", () => {
    const counts = new Map<string, number>();
    for (const { code } of draws) counts.set(code, (counts.get(code) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual(Array.from({ length: 9 }, (_, i) => `N${i + 1}`));
    const expected = 1200 / 9;
    for (const count of counts.values()) {
      expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected));
    }
  });

  test("draws from a few connections to some thousand, few as often as many", () => {
    const counts = draws
      .map((variant, i) => connectionsOf(variant, `made ${i}`))
      .sort((a, b) => a - b);
    const at = (share: number) => counts[Math.floor(share * counts.length)] as number;
    expect(at(0.03)).toBeGreaterThanOrEqual(4);
    expect(at(0.1)).toBeLessThan(25);
    expect(at(0.5)).toBeGreaterThan(80);
    expect(at(0.5)).toBeLessThan(250);
    expect(at(0.9)).toBeGreaterThan(1000);
    expect(counts.at(-1)).toBeLessThan(10_000);
  });

  test("draws the same for the same chance", () => {
    expect(drawAperiodic(randomFrom("draw 5"))).toEqual(draws[5]);
  });
});

test("drawBenignPeriodic draws every benign family on a schedule, with some connections each", () => {
  const draws = Array.from({ length: 200 }, (_, i) => drawBenignPeriodic(randomFrom(`agent ${i}`)));
  expect(new Set(draws.map(({ code }) => code))).toEqual(
    new Set(Array.from({ length: 7 }, (_, i) => `P${i + 1}`)),
  );
  for (const [i, variant] of draws.entries()) {
    expect(connectionsOf(variant, `report ${i}`)).toBeGreaterThanOrEqual(6);
  }
});
