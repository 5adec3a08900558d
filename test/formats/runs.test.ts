import fc from "fast-check";
import { expect, test } from "vitest";
import { digitRun, newlines, textRun } from "../../src/formats/runs.js";

const RUNS = { seed: 20261124, numRuns: 3000 } as const;
/** Bytes near the edges of what each run tells apart. */
const byte = fc.oneof(
  fc.constantFrom(0, 1, 9, 10, 11, 31, 32, 33, 34, 35, 47, 48, 57, 58, 91, 92, 93, 127, 128, 138),
  fc.constantFrom(162, 174, 176, 185, 186, 220, 255),
  fc.nat({ max: 255 }),
);
const digits = fc.constantFrom(...Array.from("0123456789", (digit) => digit.charCodeAt(0)));
const bytes = fc
  .oneof(fc.array(byte, { maxLength: 24 }), fc.array(digits, { maxLength: 24 }))
  .chain((list) => fc.tuple(fc.constant(Uint8Array.from(list)), fc.nat({ max: list.length })));

/** Where the first byte from `start` on that ends a run stands; the end where there is none. */
function endOf(data: Uint8Array, start: number, ends: (code: number) => boolean): number {
  const at = data.subarray(start).findIndex(ends);
  return at < 0 ? data.length : start + at;
}

test.each([
  ["text", textRun, (code: number) => code === 34 || code === 92 || code < 32],
  ["digits", digitRun, (code: number) => code < 48 || code > 57],
])("a run of %s ends where a loop over the bytes says", (_, run, ends) => {
  fc.assert(
    fc.property(bytes, ([data, start]) => {
      const found = run(new DataView(data.buffer), start, data.length);
      const end = endOf(data, start, ends);
      // With less than four bytes left the run may stop early.
      expect(found).toBeLessThanOrEqual(end);
      if (found < end) expect(found).toBeGreaterThan(data.length - 4);
    }),
    RUNS,
  );
});

test("newlines are counted between any two positions", () => {
  fc.assert(
    fc.property(bytes, ([data, start]) => {
      const count = data.subarray(start).filter((code) => code === 10).length;
      expect(newlines(new DataView(data.buffer), start, data.length)).toBe(count);
    }),
    RUNS,
  );
});
