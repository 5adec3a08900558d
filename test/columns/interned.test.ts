import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Interned } from "../../src/columns/interned.js";
import { RUNS } from "../support/arrays.js";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("Interned", () => {
  test("the example holds", () => {
    expect(new Interned().id("a.example")).toBe(0);
  });

  test("gives the ids that a Map gives, for any bytes, the empty string among them", () => {
    const bytes = fc.uint8Array({ max: 3, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 400 }), (strings) => {
        const interned = new Interned();
        const ids = new Map<string, number>();
        for (const string of strings) {
          const key = string.join();
          expect(interned.find(string, 0, string.length)).toBe(ids.get(key) ?? -1);
          if (!ids.has(key)) ids.set(key, ids.size);
          expect(interned.idOfBytes(string, 0, string.length)).toBe(ids.get(key));
        }
        expect(interned.size).toBe(ids.size);
      }),
      RUNS,
    );
  });

  test("keeps ids and texts while it grows past 100,000 strings, long ones too", () => {
    const interned = new Interned();
    const texts = Array.from({ length: 100_000 }, (_, i) => `host-${i * 7919}.example`);
    texts[500] = "x".repeat(100_000);
    expect(texts.map((text) => interned.id(text))).toEqual(texts.map((_, i) => i));
    expect(texts.map((text) => interned.id(text))).toEqual(texts.map((_, i) => i));
    expect(interned.texts).toEqual(texts);
    expect(interned.size).toBe(100_000);
  });

  test("gives back the text it was given: accents, emoji, a byte order mark, a NUL", () => {
    const texts = ["", "bücher", "例え", "🦊", "\ufeff", "\ufeffa", "a", "a\u0000", "a\u0000b"];
    const interned = new Interned();
    for (const [id, text] of texts.entries()) expect(interned.id(text)).toBe(id);
    expect(interned.texts).toEqual(texts);
  });

  test("tells a string from those that begin with it", () => {
    const texts = Array.from({ length: 1000 }, (_, i) => "a".repeat(i));
    for (const order of [texts, texts.toReversed()]) {
      const interned = new Interned();
      expect(order.map((text) => interned.id(text))).toEqual(order.map((_, i) => i));
    }
  });

  test("reads from within a larger array, and keeps its own copy of the bytes", () => {
    const interned = new Interned();
    const line = encode("one\ttwo\tone");
    expect(interned.idOfBytes(line, 0, 3)).toBe(0);
    expect(interned.idOfBytes(line, 4, 7)).toBe(1);
    expect(interned.idOfBytes(line, 8, 11)).toBe(0);
    line.fill(0);
    expect(interned.find(encode("one"), 0, 3)).toBe(0);
    expect(interned.texts).toEqual(["one", "two"]);
  });

  test("finds nothing in the empty set, and finding adds nothing", () => {
    const interned = new Interned();
    expect(interned.find(encode("a"), 0, 1)).toBe(-1);
    expect(interned.find(encode(""), 0, 0)).toBe(-1);
    expect(interned.size).toBe(0);
  });
});
