import fc from "fast-check";
import { fft } from "fft-js";
import { describe, expect, test } from "vitest";
import { exponential, normal, uniform } from "../../src/evaluation/distributions.js";
import { randomFrom } from "../../src/evaluation/random.js";
import { whiten } from "../../src/statistics/noise-floor.js";
import { LEAST_CYCLES, spectralPeak } from "../../src/statistics/spectral-peak.js";
import { powerSpectrum } from "../../src/statistics/spectrum.js";
import { draws, poissonTimes, timesOf } from "../support/series.js";

/** The constant of Euler and Mascheroni. */
const EULER = 0.5772156649015329;

describe("powerSpectrum", () => {
  test("equals that of fft-js on the same counts", () => {
    const gap = fc.oneof(fc.nat(10_000), fc.double({ min: 0, max: 1e5, noNaN: true }));
    const gaps = fc.array(gap, { minLength: 8, maxLength: 200 });
    fc.assert(
      fc.property(gaps, fc.constantFrom(64, 256, 1024), (given, bins) => {
        const times = timesOf([1, ...given]);
        const span = times.at(-1)! - times[0]!;
        const counts = new Array<number>(bins).fill(-times.length / bins);
        for (const time of times)
          counts[Math.floor((time - times[0]!) * ((bins - 1) / span))]! += 1;
        const expected = fft(counts).map(([re, im]) => (re * re + im * im) / times.length);
        const { power } = powerSpectrum(times, bins);
        expect(power.length).toBe(bins / 2);
        let worst = 0;
        for (let k = 1; k < bins / 2; k++)
          worst = Math.max(worst, Math.abs(power[k]! - expected[k]!));
        expect(worst).toBeLessThan(1e-9);
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

  test("does not see when the events began, nor the unit, but for the span", () => {
    const times = poissonTimes(randomFrom("shift"), 100, 7).map(Math.round);
    const first = powerSpectrum(times, 256);
    const power = first.power.slice();
    // Scratch memory is used again.
    expect(
      powerSpectrum(
        times.map((time) => time + 1.7e12),
        256,
      ).power,
    ).toBe(first.power);
    expect(first.power).toEqual(power);
    const longer = powerSpectrum(
      times.map((time) => time * 1024),
      256,
    );
    expect(longer.power).toEqual(power);
    expect(longer.span).toBe(first.span * 1024);
    expect(first.span).toBeCloseTo((times.at(-1)! * 256) / 255, 6);
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

  test("divides each band by its own geometric mean", () => {
    for (const [length, from] of [
      [64, 8],
      [500, 8],
      [3000, 1],
      [4096, 40],
    ] as const) {
      const random = randomFrom(`bands/${length}`);
      const given = draws(length, () => exponential(random, 2));
      const whitened = given.slice();
      whiten(whitened, from);
      const expected = given.slice();
      let start: number = from;
      while (start < length) {
        let end = start + Math.max(32, Math.floor(0.15 * start));
        if (end > length - 32) end = length;
        const logs = given.slice(start, end).map(Math.log);
        const mean = Math.exp(logs.reduce((sum, one) => sum + one, 0) / logs.length);
        for (let k = start; k < end; k++) expected[k] = given[k]! / (mean * Math.exp(EULER));
        start = end;
      }
      for (let k = 0; k < length; k++) expect(whitened[k]! / expected[k]!).toBeCloseTo(1, 9);
    }
  });

  test("has a lowest floor, so that next to nothing stays small", () => {
    const power = new Float64Array(64).fill(0.01);
    whiten(power, 8);
    for (const one of power.slice(8)) expect(one).toBeCloseTo(0.1, 12);
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

  // The floor is an estimate: the rarer a peak and the fewer the events, the more often it shows than it says.
  test.each([
    [16, 512, 2, 6],
    [50, 2048, 2, 2],
    [100, 4096, 2, 2],
    [300, 8192, 2, 2],
  ])(
    "is as rare in a Poisson process of %i events and %i bins as it says: within a factor of %i at 1 in 10, of %i at 1 in 100",
    (events, bins, atTen, atHundred) => {
      const runs = events > 100 ? 1500 : 3000;
      const shown = { 0.1: 0, 0.01: 0 };
      for (let run = 0; run < runs; run++) {
        const times = poissonTimes(randomFrom(`noise/${events}/${run}`), events - 1, 60);
        const { significance } = peakOf(times, bins);
        if (significance >= 1) shown[0.1]++;
        if (significance >= 2) shown[0.01]++;
      }
      const [often, rarely] = [shown[0.1] / runs / 0.1, shown[0.01] / runs / 0.01];
      expect(often).toBeGreaterThan(1 / atTen);
      expect(often).toBeLessThan(atTen);
      expect(rarely).toBeGreaterThan(1 / atHundred);
      expect(rarely).toBeLessThan(atHundred);
    },
  );

  test("weighs each window by the gamma law of its sum, and all windows by their number", () => {
    /** P(Γ(shape) > sum) by Simpson's rule. */
    const tail = (shape: number, sum: number) => {
      const [steps, step] = [4000, 0.02];
      let gamma = 1;
      for (let i = 2; i < shape; i++) gamma *= i;
      let total = 0;
      for (let i = 0; i <= steps; i++) {
        const x = sum + i * step;
        const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
        total += weight * x ** (shape - 1) * Math.exp(-x);
      }
      return (total * step) / 3 / gamma;
    };
    for (let run = 0; run < 40; run++) {
      const random = randomFrom(`weigh/${run}`);
      const power = draws(128 + 8 * run, () => exponential(random, 1));
      const at = 20 + 2 * run;
      // A sharp line, a broad one, a very broad one, none.
      const width = [1, 4, 16, 0][run % 4]!;
      for (let k = at; k < at + width; k++) power[k]! += 12 / Math.sqrt(width);
      const white = power.slice();
      whiten(white, LEAST_CYCLES);
      let least = 1;
      for (const window of [1, 4, 16]) {
        let highest = 0;
        for (let k = LEAST_CYCLES; k + window <= white.length; k++) {
          const sum = white.slice(k, k + window).reduce((total, one) => total + one, 0);
          highest = Math.max(highest, sum);
        }
        least = Math.min(least, tail(window, highest));
      }
      const expected = -Math.log10(1 - (1 - least) ** (3 * (white.length - LEAST_CYCLES)));
      expect(spectralPeak({ power, span: 1e6 })!.significance).toBeCloseTo(expected, 3);
    }
  });

  test("has a significance for the highest lines, too", () => {
    const power = new Float64Array(512).fill(0.5);
    power[100] = 5000;
    const { significance, period, harmonic } = spectralPeak({ power: power.slice(), span: 1e6 })!;
    const white = power.slice();
    whiten(white, LEAST_CYCLES);
    expect(significance).toBeCloseTo(white[100]! / Math.LN10 - Math.log10(3 * 504), 9);
    expect(period / 1e4).toBeCloseTo(1, 4);
    expect(harmonic).toBe(1);
  });

  test.each([2, 3, 5, 7, 8, 16])(
    "knows the fundamental below a line at its harmonic %i",
    (harmonic) => {
      const power = new Float64Array(1024).fill(0.5);
      const lines = harmonic === 16 ? [20, 40, 80, 160, 320] : [20, 20 * harmonic];
      for (const at of lines) power[at] = 20;
      power[20 * harmonic] = 60;
      const peak = spectralPeak({ power, span: 20 * 60_000 })!;
      expect(peak.harmonic).toBe(harmonic);
      expect(peak.period / 60_000).toBeCloseTo(1, 1);
    },
  );

  test("takes the slowest line for the fundamental where the peak is a harmonic of several", () => {
    const power = new Float64Array(1024).fill(0.5);
    power[30] = 20;
    power[40] = 20;
    power[120] = 60;
    const { period, harmonic } = spectralPeak({ power, span: 30 * 60_000 })!;
    expect(harmonic).toBe(4);
    expect(period / 60_000).toBeCloseTo(1, 1);
  });

  test("lays the period of a broad line in its middle", () => {
    const power = new Float64Array(1024).fill(0.5);
    // Within one band of the floor.
    for (let k = 820; k < 836; k++) power[k] = 4;
    const { period, significance } = spectralPeak({ power, span: 827.5 * 60_000 })!;
    expect(period / 60_000).toBeCloseTo(1, 9);
    expect(significance).toBeGreaterThan(3);
  });

  test("lays the period in the highest of several lines in a wide window", () => {
    const power = new Float64Array(1024).fill(0.5);
    power[820] = 60;
    power[828] = 50;
    const { period } = spectralPeak({ power, span: 820 * 60_000 })!;
    expect(period / 60_000).toBeCloseTo(1, 6);
  });

  test("needs 32 ordinates above the slowest that count", () => {
    const peakIn = (length: number) =>
      spectralPeak({ power: new Float64Array(length).fill(1), span: 1e6 });
    expect(peakIn(39)).toBeUndefined();
    expect(peakIn(40)).toBeDefined();
  });

  test("lays the period between two ordinates by their weight", () => {
    const power = new Float64Array(1024).fill(0.001);
    power.set([20, 60], 100);
    const { period } = spectralPeak({ power, span: 100.75 * 60_000 })!;
    expect(period / 60_000).toBeCloseTo(1, 3);
  });

  test("takes no line below the slowest it looks at for the fundamental, nor a weak one", () => {
    for (const [at, height] of [
      [LEAST_CYCLES - 2, 200],
      [20, 4],
    ] as const) {
      const power = new Float64Array(512).fill(0.5);
      power[2 * at] = 200;
      power[at] = height;
      expect(spectralPeak({ power, span: 1e6 })!.harmonic).toBe(1);
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
