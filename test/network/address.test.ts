import { isIP } from "node:net";
import fc from "fast-check";
import { IPv4, IPv6 } from "ip-num";
import { describe, expect, test } from "vitest";
import {
  canonicalAddress,
  canonicalEndpoint,
  canonicalHost,
  canonicalName,
  compareEndpoints,
} from "../../src/network/address.js";
import { RUNS } from "../support/arrays.js";
import { ipv4, ipv6, nearly } from "./addresses.js";

const name = fc.constantFrom("a", "b.example", "a.example", "xn--bcher-kva.example", "ws-1", "z");
const endpoint = fc
  .oneof(ipv4, ipv6, name)
  .map((text) => canonicalEndpoint(text) as string)
  .filter((text) => text !== undefined);

describe("canonicalEndpoint", () => {
  test("the examples hold", () => {
    expect(canonicalEndpoint("2001:DB8:0:0::1")).toBe("2001:db8::1");
    expect(canonicalEndpoint("CDN.Example.")).toBe("cdn.example");
    expect(canonicalAddress("FE80::1%eth0")).toBe("fe80::1");
    expect(canonicalName("WWW.Example")).toBe("www.example");
    expect(canonicalHost("WWW.Example:8080")).toBe("www.example");
  });

  test("changes nothing the second time", () => {
    const texts = fc.oneof(ipv4, ipv6, nearly, fc.string(), fc.string({ unit: "grapheme" }));
    fc.assert(
      fc.property(texts, (text) => {
        const once = canonicalEndpoint(text);
        if (once !== undefined) expect(canonicalEndpoint(once)).toBe(once);
      }),
      { ...RUNS, numRuns: 5000 },
    );
  });

  test("takes no text with a colon that Node does not take for an address", () => {
    fc.assert(
      fc.property(nearly, (text) => {
        fc.pre(text.includes(":") && !text.includes("%"));
        expect(canonicalEndpoint(text) !== undefined).toBe(isIP(text) === 6);
      }),
      { ...RUNS, numRuns: 2000 },
    );
  });

  test.each([
    "10.0.0.999",
    "10.0.0",
    "10.0.0.1.5",
    "010.0.0.1",
    "10.0.0.01",
    "10.0.0.1.",
    "256",
    "1:2",
    "10.0.0.1:443",
    "[10.0.0.1]",
    "[::1",
    "::1]",
    "fe80::1%",
    "１０.０.０.１",
    "10.0.0.١",
    "10.0.0.1/24",
    "10.0.0.0/33",
  ])("refuses %j, which looks like an address and is none", (text) => {
    expect(canonicalEndpoint(text)).toBeUndefined();
  });
});

describe("canonicalAddress", () => {
  test("takes IPv6 in brackets, and no name", () => {
    expect(canonicalAddress("[2001:DB8::1]")).toBe("2001:db8::1");
    expect(canonicalAddress("[fe80::1%eth0]")).toBe("fe80::1");
    expect(canonicalAddress("host.example")).toBeUndefined();
    expect(canonicalAddress("")).toBeUndefined();
  });
});

describe("canonicalName", () => {
  test.each([
    ["cdn.example", "cdn.example"],
    ["CDN.EXAMPLE.", "cdn.example"],
    ["localhost", "localhost"],
    ["_dmarc.example", "_dmarc.example"],
    ["CORP\\alice", "corp\\alice"],
    ["alice@corp.example", "alice@corp.example"],
    ["*.example", "*.example"],
    ["-odd-.example", "-odd-.example"],
    ["1e100.net", "1e100.net"],
    ["3com", "3com"],
    ["10.0.0.1a", "10.0.0.1a"],
    ["bücher.example", "bücher.example"],
    ["例え.テスト", "例え.テスト"],
    ["हिन्दी.example", "हिन्दी.example"],
  ])("takes %j", (text, expected) => {
    expect(canonicalName(text)).toBe(expected);
  });

  test.each([
    "",
    ".",
    "-",
    "*",
    "_",
    "..",
    ".example",
    "a..example",
    "a.example..",
    "a b",
    " a",
    "a ",
    "a\tb",
    "a\nb",
    "a\n",
    "a\u0000",
    "a\u001b[31m",
    "a\u007f",
    "a\u009b31m",
    "a\u200b",
    "a\u202eb",
    "\ufeffa",
    "a\u2028",
    '"a"',
    "'a'",
    "a,b",
    "a;b",
    "<a>",
    "a:443",
    "a%2e",
    "a=b",
    "\ud800",
    "\u0301a",
    "123",
    "a.123",
  ])("refuses %j", (text) => {
    expect(canonicalName(text)).toBeUndefined();
  });

  test("is at most 253 characters long", () => {
    expect(canonicalName(`${"a".repeat(252)}.`)).toBe("a".repeat(252));
    expect(canonicalName("a".repeat(253))).toBe("a".repeat(253));
    expect(canonicalName("a".repeat(254))).toBeUndefined();
  });

  test("never lets a character through that a terminal would obey", () => {
    for (let code = 0; code < 0x3000; code++) {
      const character = String.fromCharCode(code);
      if (/[\p{C}\p{Z}]/u.test(character)) expect(canonicalName(`a${character}b`)).toBeUndefined();
    }
  });
});

describe("canonicalHost", () => {
  test.each([
    ["www.example", "www.example"],
    ["WWW.Example.:443", "www.example"],
    ["10.0.0.1:8080", "10.0.0.1"],
    ["[2001:DB8::1]:8443", "2001:db8::1"],
    ["2001:db8::1", "2001:db8::1"],
    ["::1:443", "::1:443"],
    ["www.example:", undefined],
    ["www.example:port", undefined],
    [":443", undefined],
    ["[]:443", undefined],
    ["10.0.0.999:80", undefined],
  ])("of %j is %j", (text, expected) => {
    expect(canonicalHost(text)).toBe(expected);
  });
});

describe("compareEndpoints", () => {
  test("the example holds", () => {
    const endpoints = ["b.example", "::1", "10.0.0.9", "9.0.0.1"];
    expect(endpoints.sort(compareEndpoints)).toEqual(["9.0.0.1", "10.0.0.9", "::1", "b.example"]);
  });

  test("is a total order: only equals are equal, turning round turns the sign, no circles", () => {
    const sign = (a: string, b: string) => Math.sign(compareEndpoints(a, b));
    fc.assert(
      fc.property(endpoint, endpoint, endpoint, (a, b, c) => {
        expect(sign(a, b) === 0).toBe(a === b);
        expect(sign(a, b) + sign(b, a)).toBe(0);
        if (sign(a, b) <= 0 && sign(b, c) <= 0) expect(sign(a, c)).toBeLessThanOrEqual(0);
      }),
      { ...RUNS, numRuns: 3000 },
    );
  });

  test("orders addresses as ip-num's numbers, IPv4 before IPv6 before names", () => {
    const rank = (text: string): [number, bigint | string] => {
      const family = isIP(text);
      if (family === 4) return [4, new IPv4(text).value];
      return family === 6 ? [6, new IPv6(text).value] : [9, text];
    };
    fc.assert(
      fc.property(endpoint, endpoint, (a, b) => {
        const [left, right] = [rank(a), rank(b)];
        const before = left[0] === right[0] ? left[1] < right[1] : left[0] < right[0];
        expect(compareEndpoints(a, b) < 0).toBe(before);
      }),
      RUNS,
    );
  });
});
