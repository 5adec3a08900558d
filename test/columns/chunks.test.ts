import { describe, expect, test } from "vitest";
import { Chunks, chunkRows } from "../../src/columns/chunks.js";

describe("chunkRows", () => {
  test("the example holds", () => {
    expect(chunkRows(1)).toBe(8192);
  });

  test("doubles from 4,096 to 1,048,576, every one a multiple of the first", () => {
    expect(Array.from({ length: 11 }, (_, chunk) => chunkRows(chunk))).toEqual([
      4096, 8192, 16_384, 32_768, 65_536, 131_072, 262_144, 524_288, 1_048_576, 1_048_576,
      1_048_576,
    ]);
  });
});

describe("Chunks", () => {
  test("the example holds", () => {
    expect(new Chunks((rows) => new Uint8Array(rows)).at(1).length).toBe(8192);
  });

  test("makes a chunk at its first use, and the same one is there at the next", () => {
    const made: number[] = [];
    const column = new Chunks((rows) => {
      made.push(rows);
      return new Float64Array(rows);
    });
    column.at(3)[7] = 1.5;
    expect(made).toEqual([32_768]);
    expect(column.at(3)[7]).toBe(1.5);
    expect(made).toEqual([32_768]);
  });

  test("gives a chunk away once, and none that nobody used", () => {
    const column = new Chunks((rows) => new Uint32Array(rows));
    const chunk = column.at(2);
    expect(column.take(0)).toBeUndefined();
    expect(column.take(2)).toBe(chunk);
    expect(column.take(2)).toBeUndefined();
    expect(column.take(9)).toBeUndefined();
  });
});
