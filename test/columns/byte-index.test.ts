import fc from "fast-check";
import { expect, test } from "vitest";
import { ByteIndex } from "../../src/columns/byte-index.js";

test("gives the ids that a Map would, in the order of first sight", () => {
  const texts = fc.array(fc.uint8Array({ maxLength: 6 }), { maxLength: 400 });
  fc.assert(
    fc.property(texts, (all) => {
      const index = new ByteIndex();
      const known = new Map<string, number>();
      for (const bytes of all) {
        const key = bytes.join();
        const framed = Uint8Array.of(7, ...bytes, 9);
        expect(index.find(framed, 1, bytes.length + 1)).toBe(known.get(key) ?? -1);
        known.set(key, known.get(key) ?? known.size);
        expect(index.id(framed, 1, bytes.length + 1)).toBe(known.get(key));
      }
      expect(index.size).toBe(known.size);
    }),
    { seed: 7 },
  );
});

test("keeps what it knows when it grows", () => {
  const index = new ByteIndex();
  const encoder = new TextEncoder();
  const bytesOf = (i: number) => encoder.encode(`CHhAvVGS1DHFjw${i}`);
  for (let i = 0; i < 5000; i++) index.id(bytesOf(i), 0, bytesOf(i).length);
  for (let i = 0; i < 5000; i += 7) expect(index.find(bytesOf(i), 0, bytesOf(i).length)).toBe(i);
});
