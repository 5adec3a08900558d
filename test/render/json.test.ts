import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonText, ndjsonText } from "../../src/render/json.js";

const RUNS = { seed: 1, numRuns: 300 };
const UNSAFE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const texts = fc.string({ unit: "binary" });
const values = fc.jsonValue({ stringUnit: "binary", maxDepth: 4 });

describe("jsonText", () => {
  test("writes what JSON.stringify writes with an indent of two, safe for a terminal", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "grapheme-ascii" }), values), (object) => {
        const text = [...jsonText(object)].join("");
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(object)));
        expect(text).not.toMatch(UNSAFE);
        const safe = JSON.stringify(object, null, 2);
        if (!UNSAFE.test(safe)) expect(text).toBe(`${safe}\n`);
      }),
      RUNS,
    );
  });

  test("leaves out what is undefined, and knows empty objects and lists", () => {
    expect([...jsonText({})].join("")).toBe("{}\n");
    expect([...jsonText({ a: undefined })].join("")).toBe("{}\n");
    const value = { a: undefined, b: [], c: {}, d: [[], {}] };
    expect([...jsonText(value)].join("")).toBe(`${JSON.stringify(value, null, 2)}\n`);
  });

  test("gives a long list in a piece for each item", () => {
    const rows = Array.from({ length: 100 }, (_, i) => ({ i }));
    const longest = Math.max(...[...jsonText({ rows })].map((piece) => piece.length));
    expect(longest).toBeLessThan(40);
  });
});

describe("ndjsonText", () => {
  test("writes a value a line, whatever is in it", () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(texts, texts)), (objects) => {
        const lines = [...ndjsonText(objects)].join("").split("\n");
        expect(lines.pop()).toBe("");
        expect(lines.map((line) => JSON.parse(line))).toEqual(objects);
      }),
      RUNS,
    );
  });
});
