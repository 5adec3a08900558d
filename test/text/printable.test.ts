import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printable, printableJson } from "../../src/text/printable.js";

const RUNS = { seed: 7, numRuns: 1000 } as const;
const anyText = fc.string({ unit: "binary" });

describe("printable text", () => {
  it("keeps what can be seen", () => {
    expect(printable("häuser 漢字 🙂 a-b")).toBe("häuser 漢字 🙂 a-b");
  });

  it("holds nothing that a terminal would obey", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
      RUNS,
    );
    expect(printable("a\u001b[31mb\u009b\u202e")).toBe("a\\u001b[31mb\\u009b\\u202e");
  });
});

describe("printable JSON", () => {
  it("means the same, and holds nothing but line breaks that a terminal would obey", () => {
    fc.assert(
      fc.property(fc.dictionary(anyText, anyText), (value) => {
        const text = printableJson(JSON.stringify(value, null, 2));
        expect(JSON.parse(text)).toEqual(value);
        expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
      RUNS,
    );
  });
});
