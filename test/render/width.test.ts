import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pad, widthOf, wrapped } from "../../src/render/width.js";

describe("widthOf", () => {
  test.each([
    ["", 0],
    ["abc", 3],
    ["ü", 1],
    ["u\u0308", 1],
    ["例え", 4],
    ["ﾃｽﾄ", 3],
    ["＝", 2],
    ["🙂", 2],
    ["𠮷", 2],
    ["▁█", 2],
  ])("of %j is %i", (text, width) => {
    expect(widthOf(text)).toBe(width);
  });
});

describe("pad", () => {
  test("fills up to a width, and leaves what is wider", () => {
    expect(pad("ab", 4, "left")).toBe("ab  ");
    expect(pad("ab", 4, "right")).toBe("  ab");
    expect(pad("例", 4, "right")).toBe("  例");
    expect(pad("abc", 2, "left")).toBe("abc");
  });
});

describe("wrapped", () => {
  test("breaks at blanks, as late as it can", () => {
    expect(wrapped("one two three", 7)).toEqual(["one two", "three"]);
    expect(wrapped("one two three", 6)).toEqual(["one", "two", "three"]);
    expect(wrapped("", 7)).toEqual([]);
  });

  test("keeps a number with its unit", () => {
    expect(wrapped("about 69 % of it", 8)).toEqual(["about", "69 % of", "it"]);
    expect(wrapped("sends 2.05 kB, or", 11)).toEqual(["sends", "2.05 kB, or"]);
    expect(wrapped("24 hours", 4)).toEqual(["24", "hour", "s"]);
  });

  test("cuts a word that is wider than the line, wide characters whole", () => {
    expect(wrapped("x abcdefgh", 3)).toEqual(["x", "abc", "def", "gh"]);
    expect(wrapped("例例例", 3)).toEqual(["例", "例", "例"]);
  });

  test("never passes the width, and loses nothing but blanks", () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 30 }), fc.integer({ min: 2, max: 40 }), (text, width) => {
        const lines = wrapped(text, width);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      }),
      { seed: 1 },
    );
  });
});
