import { describe, expect, test } from "vitest";
import { DIRECTION_CODES, directionCode } from "../src/table.js";

describe("directionCode", () => {
  test("knows the four directions in any case", () => {
    expect(["L2L", "l2r", "R2l", "r2R"].map(directionCode)).toEqual([1, 2, 3, 4]);
  });

  test.each([null, "", "L2", "unknown", "L2R ", "toString", "__proto__", "constructor"])(
    "of %j is a code of its own, which matches no direction",
    (text) => expect(directionCode(text)).toBe(DIRECTION_CODES.unknown),
  );
});
