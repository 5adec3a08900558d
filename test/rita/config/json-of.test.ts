import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonOf } from "../../../src/rita/config/json-of.js";
import { RUNS } from "../../support/arrays.js";

const parsed = (text: string) => JSON.parse(jsonOf(text));

describe("jsonOf", () => {
  test("leaves JSON as it is", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2), (text, indent) => {
        const json = JSON.stringify(JSON.parse(text), null, indent);
        expect(jsonOf(json)).toBe(json);
      }),
      RUNS,
    );
  });

  test("takes comments of three kinds", () => {
    const text = '{ // one\n "a": 1, # two\n /* three,\n still */ "b": /**/ 2 }';
    expect(parsed(text)).toStrictEqual({ a: 1, b: 2 });
  });

  test("sees no comment in a string, nor a bracket, nor an escaped end of it", () => {
    const text = '{ a: "//", b: "#", c: "/* */", d: "\\\\", e: "\\",]", f: "x: 1" }';
    expect(parsed(text)).toStrictEqual({
      a: "//",
      b: "#",
      c: "/* */",
      d: "\\",
      e: '",]',
      f: "x: 1",
    });
  });

  test("takes keys without quotes, whatever they are called", () => {
    const text = "{ a_1: { true: true }, null: null, _b: -1.5e3 }";
    expect(parsed(text)).toStrictEqual({ a_1: { true: true }, null: null, _b: -1500 });
  });

  test("takes a comma before a closing bracket, with a comment between them", () => {
    expect(parsed("[[1, 2, ], { a: 3, // three\n }, ]")).toStrictEqual([[1, 2], { a: 3 }]);
  });

  test("takes a line break for a comma", () => {
    const text = '{\n a: false\n\n b: ["x" // first\n "y"]\n c: {\n }\n d: 4\n}';
    expect(parsed(text)).toStrictEqual({ a: false, b: ["x", "y"], c: {}, d: 4 });
  });

  test("takes a line break before and after a comma for nothing", () => {
    expect(parsed("{ a: 1\n, b:\n 2,\n c: [\n 3\n ] }")).toStrictEqual({ a: 1, b: 2, c: [3] });
  });

  test("keeps the number of lines", () => {
    const text = "{ /* a\n b */ c: 1\n d: 2, # e\n\n}";
    expect(jsonOf(text).split("\n")).toHaveLength(text.split("\n").length);
  });

  test.each([
    "{ a: 1 b: 2 }",
    "{ a: high }",
    '{ a: "x\n" }',
    "{ a: 1 /* }",
    "[,]",
    "{ a: 1,, b: 2 }",
  ])("does not make JSON of %j", (text) => {
    expect(() => parsed(text)).toThrow(SyntaxError);
  });
});
