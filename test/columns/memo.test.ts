import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Memo } from "../../src/columns/memo.js";
import { RUNS } from "../support/arrays.js";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("Memo", () => {
  test("the example holds", () => {
    const memo = new Memo();
    memo.set("L2R", 2);
    expect(memo.get(encode("L2R"), 0, 3)).toBe(2);
  });

  test("remembers what a Map remembers, the latest value of each text", () => {
    const text = fc.string({ maxLength: 2, unit: fc.constantFrom("a", "b", "é") });
    const entries = fc.array(fc.tuple(text, fc.nat(2 ** 40)), { maxLength: 600 });
    fc.assert(
      fc.property(entries, text, (pairs, other) => {
        const memo = new Memo();
        const map = new Map(pairs);
        for (const [key, value] of pairs) memo.set(key, value);
        for (const key of [...map.keys(), other]) {
          const bytes = encode(key);
          expect(memo.get(bytes, 0, bytes.length)).toBe(map.get(key) ?? -1);
        }
      }),
      RUNS,
    );
  });

  test("keeps a number beyond 32 bits, and 0 for a number", () => {
    const memo = new Memo();
    memo.set("name", 2 ** 32 + 7);
    memo.set("nothing", 0);
    expect(memo.get(encode("name"), 0, 4)).toBe(2 ** 32 + 7);
    expect(memo.get(encode("nothing"), 0, 7)).toBe(0);
  });
});
