import fc from "fast-check";
import { expect, test } from "vitest";
import { HEAD_BYTES, StreamHead } from "../../src/captures/stream-head.js";

const RUNS = { seed: 20261124, numRuns: 300 };
const segment = fc.record({
  offset: fc.integer({ min: -20, max: 120 }),
  bytes: fc.uint8Array({ minLength: 0, maxLength: 40 }),
});

test("the first bytes at each place stay, in whatever order segments come", () => {
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 25 }), (segments) => {
      const head = new StreamHead();
      const plain: (number | undefined)[] = [];
      for (const { offset, bytes } of segments) {
        head.put(Uint8Array.from([1, ...bytes, 2]), 1, bytes.length + 1, offset);
        bytes.forEach((byte, i) => {
          if (offset + i >= 0) plain[offset + i] ??= byte;
        });
        const gap = Array.from(plain).indexOf(undefined);
        expect([...head.bytes]).toEqual(gap < 0 ? plain : plain.slice(0, gap));
        expect(head.length).toBe(head.bytes.length);
      }
    }),
    RUNS,
  );
});

test("it holds no more than its window", () => {
  const head = new StreamHead();
  head.put(new Uint8Array(3 * HEAD_BYTES).fill(1), 0, 3 * HEAD_BYTES, 10);
  head.put(Uint8Array.of(7), 0, 1, 2 ** 40);
  head.put(Uint8Array.of(7), 0, 1, -(2 ** 40));
  expect(head.length).toBe(0);
  head.put(new Uint8Array(10).fill(2), 0, 10, 0);
  expect(head.length).toBe(HEAD_BYTES);
  expect(head.size).toBe(HEAD_BYTES);
  head.put(Uint8Array.of(7), 0, 1, HEAD_BYTES);
  expect(head.length).toBe(HEAD_BYTES);
});

test("a small stream takes little memory", () => {
  const head = new StreamHead();
  for (let i = 0; i < 500; i++) head.put(Uint8Array.of(i), 0, 1, i);
  expect(head.length).toBe(500);
  expect(head.size).toBeLessThan(1100);
});

test("of very many gaps only so many are kept, and the rest is told again", () => {
  const head = new StreamHead();
  for (let at = 16_000; at > 0; at -= 2) head.put(Uint8Array.of(5), 0, 1, at);
  head.put(new Uint8Array(16_001), 0, 16_001, 0);
  expect(head.length).toBe(16_001);
  expect(head.bytes.filter((byte) => byte === 5).length).toBe(64);
});
