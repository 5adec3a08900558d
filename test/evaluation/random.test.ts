import { describe, expect, test } from "vitest";
import { fnv1a, randomFrom, splitMix64, xoshiro128 } from "../../src/evaluation/random.js";

const take = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw);

describe("random", () => {
  test("xoshiro128 gives the outputs of the authors' C code from the state 1, 2, 3, 4", () => {
    expect(take(10, xoshiro128([1, 2, 3, 4]))).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
      4258142804,
    ]);
  });

  test("splitMix64 gives the outputs known for the seed 1234567", () => {
    expect(take(5, splitMix64(1234567n))).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
      16408922859458223821n,
    ]);
  });

  test("fnv1a gives the hashes its authors publish", () => {
    expect(fnv1a("")).toBe(0xcbf29ce484222325n);
    expect(fnv1a("a")).toBe(0xaf63dc4c8601ec8cn);
    expect(fnv1a("foobar")).toBe(0x85944171f73967e8n);
  });

  test("randomFrom gives one stream a text, the same every time", () => {
    expect(randomFrom("7")()).toBe(0.18391039540525733);
    expect(take(5, randomFrom("a"))).toEqual(take(5, randomFrom("a")));
    expect(take(5, randomFrom("a"))).not.toEqual(take(5, randomFrom("b")));
  });

  test("randomFrom is uniform in [0, 1): ten bins differ by no more than chance", () => {
    const random = randomFrom("uniform");
    const bins = new Array<number>(10).fill(0);
    for (const value of take(100_000, random)) bins[Math.floor(value * 10)]!++;
    const chiSquare = bins.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(27.9); // the 99.9 % point of 9 degrees of freedom
  });
});
