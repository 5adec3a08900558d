import { describe, expect, test } from "vitest";
import { allowEntries, allowList } from "../../src/network/allow-list.js";

describe("allowEntries", () => {
  test("the example holds", () => {
    expect(allowEntries("10.0.0.0/8 # ours\n\n*.example.com\n")).toEqual([
      "10.0.0.0/8",
      "*.example.com",
    ]);
  });

  test("reads what a Windows editor saves, byte order mark and all", () => {
    expect(allowEntries("\ufeff# ours\r\n10.0.0.1\r\n \t\r\nexample.com")).toEqual([
      "10.0.0.1",
      "example.com",
    ]);
  });

  test("has no entry for an empty file", () => {
    expect(allowEntries("")).toEqual([]);
  });
});

describe("allowList", () => {
  test("the example holds", () => {
    expect(allowList(["10.0.0.0/8", "*.example.com"]).has("cdn.example.com")).toBe(true);
  });

  test.each(["example.com", "*.example.com", ".example.com", "EXAMPLE.com."])(
    "%s means the domain and every name below it, and no name that only ends so",
    (entry) => {
      const { has } = allowList([entry]);
      expect(["example.com", "a.example.com", "a.b.example.com"].map((name) => has(name))).toEqual([
        true,
        true,
        true,
      ]);
      expect(
        ["notexample.com", "com", "example.com.evil.net", "10.0.0.1"].map((name) => has(name)),
      ).toEqual([false, false, false, false]);
    },
  );

  test("knows addresses and ranges of both families", () => {
    const { has } = allowList(["192.0.2.7", "198.51.100.0/24", "2001:db8::/32"]);
    expect(
      ["192.0.2.7", "192.0.2.8", "198.51.100.255", "2001:db8::5", "::1"].map((a) => has(a)),
    ).toEqual([true, false, true, true, false]);
  });

  test("knows a host with its port, in whatever case, as hosts come in HTTP", () => {
    const { has } = allowList(["example.com", "192.0.2.7"]);
    expect(["CDN.Example.com:8080", "example.com."].map(has)).toEqual([true, true]);
  });

  test("allows nothing without entries", () => {
    expect(["10.0.0.1", "example.com", ""].map(allowList([]).has)).toEqual([false, false, false]);
  });

  test("refuses what is no address, range or domain, naming all of it", () => {
    const wrong = [
      "10.0.0.999",
      "10.0.0.0/33",
      "a b",
      "*",
      "*.",
      "a.*.com",
      "",
      "http://a.com/",
      "host/8",
      "a@b.example",
    ];
    for (const entry of wrong) {
      expect(() => allowList(["example.com", entry])).toThrow(
        new RangeError(`not an address, a CIDR range or a domain: ${JSON.stringify(entry)}`),
      );
    }
    expect(() => allowList(["a b", "example.com", "*"])).toThrow('domain: "a b", "*"');
  });
});
