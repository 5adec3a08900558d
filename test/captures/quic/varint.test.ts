import { expect, test } from "vitest";
import { varint, varintSize } from "../../../src/captures/quic/varint.js";

const value = (hex: string): number => {
  const bytes = Uint8Array.from(Buffer.from(hex, "hex"));
  return varint(bytes, 0, bytes.length);
};

test("the integers of RFC 9000, appendix A.1", () => {
  // The first is 151,288,809,941,952,652, which a double holds to the nearest 32.
  expect(value("c2197c5eff14e88c")).toBe(Number(151_288_809_941_952_652n));
  expect(value("9d7f3e7d")).toBe(494_878_333);
  expect(value("7bbd")).toBe(15_293);
  expect(value("25")).toBe(37);
  expect(value("4025")).toBe(37);
  expect(value("ffffffffffffffff")).toBe(2 ** 62);
});

test("one that ends later is none", () => {
  for (const hex of ["", "7b", "9d7f3e", "c2197c5eff14e8"]) expect(value(hex)).toBeNaN();
  expect(varint(Uint8Array.of(1, 0x7b, 1), 1, 2)).toBeNaN();
});

test("sizes", () => {
  expect([0x3f, 0x40, 0x80, 0xff].map(varintSize)).toEqual([1, 2, 4, 8]);
});
