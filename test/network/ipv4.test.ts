import { isIPv4 } from "node:net";
import fc from "fast-check";
import { IPv4 } from "ip-num";
import { describe, expect, test } from "vitest";
import { formatIPv4, parseIPv4 } from "../../src/network/ipv4.js";
import { RUNS } from "../support/arrays.js";
import { ipv4, nearly } from "./addresses.js";

describe("parseIPv4", () => {
  test("the examples hold", () => {
    expect(parseIPv4("10.0.0.1")).toBe(167772161);
    expect(parseIPv4("10.0.0.256")).toBeUndefined();
  });

  test("gives the number that ip-num gives", () => {
    fc.assert(
      fc.property(ipv4, (text) => {
        expect(parseIPv4(text)).toBe(Number(new IPv4(text).value));
      }),
      RUNS,
    );
  });

  test("takes what Node takes for IPv4, and nothing else", () => {
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string()), (text) => {
        expect(parseIPv4(text) !== undefined).toBe(isIPv4(text));
      }),
      { ...RUNS, numRuns: 3000 },
    );
  });

  test.each([
    "",
    ".",
    "...",
    "1.2.3",
    "1.2.3.4.5",
    "1..2.3",
    ".1.2.3.4",
    "1.2.3.4.",
    "01.2.3.4",
    "1.2.3.04",
    "00.0.0.0",
    "1.2.3.256",
    "1.2.3.1000",
    "-1.2.3.4",
    "+1.2.3.4",
    "1.2.3.4 ",
    " 1.2.3.4",
    "1,2,3,4",
    "0x7f.0.0.1",
    "1.2.3.1e1",
    "١.٢.٣.٤",
    "１.2.3.4",
    "4294967295",
    "1.2.3.4\n",
    "1.2.3.4/32",
  ])("refuses %j", (text) => {
    expect(parseIPv4(text)).toBeUndefined();
  });
});

describe("formatIPv4", () => {
  test("the example holds", () => {
    expect(formatIPv4(167772161)).toBe("10.0.0.1");
  });

  test("is the way back, and writes as ip-num does", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (value) => {
        expect(parseIPv4(formatIPv4(value))).toBe(value);
        expect(formatIPv4(value)).toBe(new IPv4(BigInt(value)).toString());
      }),
      RUNS,
    );
  });
});
