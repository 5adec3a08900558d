import fc from "fast-check";
import { fft } from "fft-js";
import { describe, expect, test } from "vitest";
import { exponential, normal, uniform } from "../../src/evaluation/distributions.js";
import { randomFrom } from "../../src/evaluation/random.js";
import { whiten } from "../../src/statistics/noise-floor.js";
import { LEAST_CYCLES, spectralPeak } from "../../src/statistics/spectral-peak.js";
import { powerSpectrum } from "../../src/statistics/spectrum.js";
import { draws, poissonTimes, timesOf } from "../support/series.js";

describe("powerSpectrum", () => {
  test("equals that of fft-js on the same counts", () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 8, maxLength: 200 });
    fc.assert(
      fc.property(gaps, fc.constantFrom(64, 256, 1024), (given, bins) => {
        const times = timesOf([1, ...given]);
        const span = times.at(-1)! - times[0]!;
        const counts = new Array<number>(bins).fill(-times.length / bins);
        for (const time of times)
          counts[Math.floor((time - times[0]!) * ((bins - 1) / span))]! += 1;
        const expected = fft(counts).map(([re, im]) => (re * re + im * im) / times.length);
        const { power } = powerSpectrum(times, bins);
        for (let k = 1; k < bins / 2; k++) expect(power[k]).toBeCloseTo(expected[k]!, 8);
      }),
      { seed: 6, numRuns: 60 },
    );
  });

  test("keeps the energy of the counts (Parseval)", () => {
    const times = poissonTimes(randomFrom("parseval"), 500, 10);
    const bins = 1024;
    const span = times.at(-1)!;
    const counts = new Float64Array(bins);
    for (const time of times) counts[Math.floor(time * ((bins - 1) / span))]! += 1;
    const mean = times.length / bins;
    const energy = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0);
    const { power } = powerSpectrum(times, bins);
    const nyquist = counts.reduce((sum, count, i) => sum + count * (i % 2 === 0 ? 1 : -1), 0) ** 2;
    const half = power.slice(1).reduce((sum, one) => sum + one * times.length, 0);
    expect((2 * half + nyquist) / bins).toBeCloseTo(energy, 6);
  });

  test("of a Poisson process has exponential ordinates of mean 1", () => {
    const all: number[] = [];
    for (let run = 0; run < 40; run++) {
      const { power } = powerSpectrum(poissonTimes(randomFrom(`p/${run}`), 400, 30), 2048);
      // Bins take the height off the fast end.
      all.push(...power.slice(8, 200));
    }
    const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
    expect(mean).toBeCloseTo(1, 1);
    expect(all.filter((one) => one > 3).length / all.length).toBeCloseTo(Math.exp(-3), 1.5);
  });

  test("gives the frequency in cycles of its span", () => {
    const times = draws(512, () => 0).map((_, i) => i * 60_000 + 17);
    const { power, span } = powerSpectrum(times, 4096);
    let highest = 1;
    for (let k = 1; k < 600; k++) if (power[k]! > power[highest]!) highest = k;
    expect(span / highest / 60_000).toBeCloseTo(1, 2);
  });
});

describe("whiten", () => {
  test("makes coloured noise flat, and leaves a line above it", () => {
    const random = randomFrom("colour");
    const power = draws(4096, () => exponential(random, 1)).map(
      (one, k) => one * (1 + 1e5 / (k + 9) ** 2),
    );
    power[700] = 60;
    whiten(power, 8);
    for (const [from, to] of [
      [40, 400],
      [400, 1200],
      [1200, 4096],
    ] as const) {
      const part = power.slice(from, to).filter((one) => one < 30);
      expect(part.reduce((sum, one) => sum + one, 0) / part.length).toBeCloseTo(1, 0.5);
    }
    expect(power[700]).toBeGreaterThan(40);
  });

  test("touches nothing below its start, and bears zeros", () => {
    const power = new Float64Array(128);
    power[3] = 5;
    whiten(power, 8);
    expect(power[3]).toBe(5);
    expect(power.every((one) => Number.isFinite(one))).toBe(true);
  });
});

describe("spectralPeak", () => {
  const peakOf = (times: Float64Array, bins = 2048) => spectralPeak(powerSpectrum(times, bins))!;

  test.each([10, 60, 613])(
    "finds a clock of %i s with a third of its ticks missing, to 1 %%",
    (seconds) => {
      const random = randomFrom(`clock/${seconds}`);
      const ticks = Array.from(
        { length: 90 },
        (_, k) => 1000 * (k * seconds + normal(random, 0, seconds / 50)),
      );
      const times = Float64Array.from(ticks.filter(() => random() > 1 / 3));
      const { period, significance } = peakOf(times);
      expect(Math.abs(period / 1000 / seconds - 1)).toBeLessThan(0.01);
      expect(significance).toBeGreaterThan(4);
    },
  );

  test("names the period, not its harmonic, and which harmonic was highest", () => {
    const random = randomFrom("harmonic");
    // Two ticks of unequal width a period: the second harmonic stands out most.
    const times = Float64Array.from(
      { length: 120 },
      (_, k) => 1000 * (Math.floor(k / 2) * 100 + (k % 2) * 40 + uniform(random, 0, 1)),
    ).sort();
    const { period, harmonic } = peakOf(times, 4096);
    expect(harmonic).toBeGreaterThan(1);
    expect(period / 1000).toBeCloseTo(100, 0);
  });

  test("is as rare in noise as it says, within a factor of two", () => {
    const runs = 3000;
    const found: number[] = [];
    for (let run = 0; run < runs; run++) {
      found.push(peakOf(poissonTimes(randomFrom(`noise/${run}`), 50, 60)).significance);
    }
    for (const claimed of [0.1, 0.01]) {
      const share = found.filter((one) => one >= -Math.log10(claimed)).length / runs;
      // Three widths are looked at, and the floor is an estimate: somewhat more often than one look would show.
      expect(share / claimed).toBeGreaterThan(0.5);
      expect(share / claimed).toBeLessThan(4);
    }
  });

  test("looks at nothing slower than an eighth of the span, and at no short spectrum", () => {
    const slow = Float64Array.from(
      { length: 200 },
      (_, i) => 1000 * (Math.floor(i / 40) * 3600 + (i % 40)),
    );
    const { period } = peakOf(slow);
    expect(period).toBeLessThanOrEqual(slow.at(-1)! / (LEAST_CYCLES - 1));
    expect(spectralPeak(powerSpectrum(slow, 64))).toBeUndefined();
  });
});
