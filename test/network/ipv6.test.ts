import { isIPv6 } from "node:net";
import fc from "fast-check";
import { IPv6 } from "ip-num";
import { describe, expect, test } from "vitest";
import { formatIPv6, parseIPv6 } from "../../src/network/ipv6.js";
import { RUNS } from "../support/arrays.js";
import { groups, ipv6, nearly } from "./addresses.js";

const canonical = (text: string): string | undefined => {
  const parsed = parseIPv6(text);
  return parsed && formatIPv6(parsed);
};
const numberOf = (parts: readonly number[]): bigint =>
  parts.reduce((sum, part) => sum * 65536n + BigInt(part), 0n);

describe("parseIPv6", () => {
  test("the example holds", () => {
    expect(parseIPv6("::ffff:10.0.0.1")).toEqual([0, 0, 0, 0, 0, 65535, 2560, 1]);
  });

  test("gives the number that ip-num gives, however the address is written", () => {
    fc.assert(
      fc.property(ipv6, (text) => {
        expect(numberOf(parseIPv6(text) ?? [])).toBe(new IPv6(text).value);
      }),
      RUNS,
    );
  });

  test("takes what Node takes for IPv6, and nothing else", () => {
    const withoutZone = nearly.filter((text) => !text.includes("%"));
    fc.assert(
      fc.property(fc.oneof(ipv6, withoutZone), (text) => {
        expect(parseIPv6(text) !== undefined).toBe(isIPv6(text));
      }),
      { ...RUNS, numRuns: 3000 },
    );
  });

  test("drops a zone, and wants one after the sign", () => {
    for (const zone of ["eth0", "12", "br-1.100", "veth@if3"]) {
      expect(canonical(`fe80::1%${zone}`)).toBe("fe80::1");
    }
    for (const zone of ["", " ", "a b", "a%b", "\n", "\u0000"]) {
      expect(parseIPv6(`fe80::1%${zone}`)).toBeUndefined();
    }
    expect(parseIPv6("%eth0")).toBeUndefined();
  });

  test.each([
    "",
    ":",
    ":::",
    "::::",
    "1:2",
    "1::2::3",
    ":1::",
    "::1:",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7:8::",
    "1:2:3:4::5:6:7:8",
    "12345::",
    "g::",
    "::1.2.3",
    "::1.2.3.256",
    "1.2.3.4::",
    "::1.2.3.4:5",
    "1:2:3:4:5:6:7:1.2.3.4",
    "1.2.3.4",
    " ::1",
    "::1 ",
    "[::1]",
    "::1/128",
    "-1::",
    "0x1::",
  ])("refuses %j", (text) => {
    expect(parseIPv6(text)).toBeUndefined();
  });
});

describe("formatIPv6", () => {
  test("the example holds", () => {
    expect(formatIPv6([8193, 3512, 0, 0, 0, 0, 0, 1])).toBe("2001:db8::1");
  });

  test.each([
    ["4.1: no leading zeros", "2001:0db8::0001", "2001:db8::1"],
    ["4.1: a zero group is one 0", "2001:db8:0000:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["4.2.1: as short as possible", "2001:db8::0:1", "2001:db8::1"],
    ["4.2.1: as short as possible", "2001:db8:0:0:0:0:2:1", "2001:db8::2:1"],
    ["4.2.2: one zero group stays", "2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["4.2.3: the longest run", "2001:0:0:1:0:0:0:1", "2001:0:0:1::1"],
    ["4.2.3: the first of equal runs", "2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["4.3: lower case", "2001:DB8::AAAA:BBBB:CCCC:DDDD", "2001:db8::aaaa:bbbb:cccc:dddd"],
    ["5: dotted where the prefix is known", "::FFFF:C000:0201", "::ffff:192.0.2.1"],
    ["all zeros", "0:0:0:0:0:0:0:0", "::"],
    ["loopback", "0:0:0:0:0:0:0:1", "::1"],
    ["a run at the end", "1:0:0:0:0:0:0:0", "1::"],
    ["a run at the end of two", "1:2:3:4:5:6:0:0", "1:2:3:4:5:6::"],
    ["a run at the start of two", "0:0:3:4:5:6:7:8", "::3:4:5:6:7:8"],
  ])("RFC 5952 §%s: %s is %s", (_, text, expected) => {
    expect(canonical(text)).toBe(expected);
  });

  test("is the way back, and its text is canonical", () => {
    fc.assert(
      fc.property(groups, (parts) => {
        const text = formatIPv6(parts);
        expect(parseIPv6(text)).toEqual(parts);
        expect(canonical(text)).toBe(text);
      }),
      RUNS,
    );
  });

  test("keeps the rules of RFC 5952 §4 for any address", () => {
    fc.assert(
      fc.property(groups, (parts) => {
        const text = formatIPv6(parts);
        if (text.startsWith("::ffff:") && text.includes(".")) return;
        expect(text).not.toMatch(/[A-Z]|(^|:)0[0-9a-f]/);
        const runs = parts.map((part) => (part === 0 ? "0" : "x")).join("");
        const longest = Math.max(0, ...(runs.match(/0+/g) ?? []).map((run) => run.length));
        expect(text.includes("::")).toBe(longest > 1);
        const [head = "", tail] = text.split("::");
        if (tail === undefined) return;
        const shown = [head, tail].map((half) => (half === "" ? 0 : half.split(":").length));
        expect(8 - (shown[0] as number) - (shown[1] as number)).toBe(longest);
        expect(shown[0]).toBe(runs.indexOf("0".repeat(longest)));
      }),
      RUNS,
    );
  });
});
