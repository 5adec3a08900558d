import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { InputError } from "../../src/errors.js";
import type { Format, FormatOptions } from "../../src/formats/format.js";
import { RecordReader } from "../../src/formats/record-reader.js";
import { contentOf, type Reading, readChunks } from "./read-bytes.js";

/** A format and a way to make valid inputs of it: a head, then one text a record. */
export interface FormatCase {
  readonly name: string;
  readonly format: Format;
  readonly head: string;
  readonly record: fc.Arbitrary<string>;
  /** Between records, and after the last one. */
  readonly separator: string;
  readonly tail: string;
  readonly options?: FormatOptions;
}

const RUNS = { seed: 20261124, numRuns: 120 } as const;
const encoder = new TextEncoder();

/** What every format owes, whatever its records look like. */
export function formatLaws(one: FormatCase): void {
  const { format, head, tail, separator, options = {} } = one;
  const inputs = fc.array(one.record, { minLength: 1, maxLength: 30 });
  const bytesOf = (records: readonly string[]) =>
    encoder.encode(head + records.join(separator) + tail);
  const read = (bytes: Uint8Array, cuts: readonly number[] = []): Reading => {
    const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort(
      (a, b) => a - b,
    );
    return readChunks(
      format,
      ends.map((end, i) => bytes.slice(ends[i - 1] ?? 0, end)),
      options,
    );
  };
  /** The same, or the error that it ends in. */
  const outcome = (bytes: Uint8Array, cuts: readonly number[] = []): unknown => {
    try {
      const { table, rejects } = read(bytes, cuts);
      return { content: contentOf(table), rejects };
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      return (error as Error).message;
    }
  };
  const exactOutcome = (bytes: Uint8Array): unknown => {
    vi.spyOn(RecordReader.prototype, "plain").mockReturnValue(false);
    vi.spyOn(RecordReader.prototype, "fast").mockReturnValue(false);
    const result = outcome(bytes);
    vi.restoreAllMocks();
    return result;
  };

  describe(`${one.name} keeps the format laws`, () => {
    afterEach(() => {
      vi.restoreAllMocks();
    });

    it("is told from its first bytes", () => {
      fc.assert(
        fc.property(inputs, (records) => {
          expect(format.detect(bytesOf(records).slice(0, 1 << 16), options)).toBeDefined();
        }),
        RUNS,
      );
    });

    it("accounts for each record and accepts what is valid", () => {
      fc.assert(
        fc.property(inputs, (records) => {
          const { input, length } = read(bytesOf(records)).table;
          expect(input.accepted + input.rejected + input.ignored).toBe(input.records);
          expect(input.records).toBe(records.length);
          expect(length).toBe(input.accepted);
          expect(input.rejected).toBe(0);
        }),
        RUNS,
      );
    });

    it("reads the same whatever pieces the bytes come in", () => {
      fc.assert(
        fc.property(inputs, fc.array(fc.nat(), { maxLength: 12 }), (records, cuts) => {
          const bytes = bytesOf(records);
          expect(outcome(bytes, cuts)).toEqual(outcome(bytes));
        }),
        RUNS,
      );
    });

    it("reads the same on the fast path and on the exact one", () => {
      fc.assert(
        fc.property(inputs, (records) => {
          const bytes = bytesOf(records);
          expect(outcome(bytes)).toEqual(exactOutcome(bytes));
        }),
        RUNS,
      );
    });

    it("reads the same on both paths, and ends, when bytes are changed at random", () => {
      const changes = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 }), fc.nat({ max: 2 })), {
        minLength: 1,
        maxLength: 4,
      });
      fc.assert(
        fc.property(inputs, changes, (records, list) => {
          const bytes = list.reduce(changed, bytesOf(records));
          expect(outcome(bytes)).toEqual(exactOutcome(bytes));
          expect(outcome(bytes, [1, 7, 100, 1000])).toEqual(outcome(bytes));
        }),
        { ...RUNS, numRuns: 400 },
      );
    });

    it("keeps all that came before the end when the input is cut off", () => {
      fc.assert(
        fc.property(inputs, fc.nat(), (records, cut) => {
          const bytes = bytesOf(records);
          const { input } = readChunks(
            format,
            [bytes.slice(0, head.length + (cut % (bytes.length - head.length)))],
            options,
            true,
          ).table;
          expect(input.accepted + input.rejected + input.ignored).toBe(input.records);
          expect(input.rejected).toBeLessThanOrEqual(1);
        }),
        RUNS,
      );
    });
  });
}

/** Replaces, removes or inserts one byte. */
function changed(bytes: Uint8Array, [at, value, kind]: [number, number, number]): Uint8Array {
  const index = at % bytes.length;
  const before = bytes.slice(0, index);
  const after = bytes.slice(kind === 2 ? index : index + 1);
  const middle = kind === 1 ? [] : [value];
  return Uint8Array.from([...before, ...middle, ...after]);
}
