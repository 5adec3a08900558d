import fc from "fast-check";
import { IPv4, IPv4CidrRange, IPv6, IPv6CidrRange } from "ip-num";
import { describe, expect, test } from "vitest";
import { parseCidr } from "../../src/network/cidr.js";
import { addressGroups, firstGroups, lastGroups } from "../../src/network/groups.js";
import { canonicalCidr, INTERNAL_NETWORKS, networks } from "../../src/network/networks.js";
import { RUNS } from "../support/arrays.js";
import { ipv4, ipv6 } from "./addresses.js";

const range4 = fc.tuple(ipv4, fc.integer({ min: 0, max: 32 })).map(([a, p]) => `${a}/${p}`);
const range6 = fc
  .tuple(ipv6, fc.integer({ min: 0, max: 128 }))
  .map(([a, p]) => `${new IPv6(a)}/${p}`); // ip-num takes no dotted tail in a range

/** Whether the address lies in the range, by ip-num's first and last address. */
function holds(cidr: string, address: string): boolean {
  const v6 = cidr.includes(":");
  if (v6 !== address.includes(":")) return false;
  const range = v6 ? IPv6CidrRange.fromCidr(cidr) : IPv4CidrRange.fromCidr(cidr);
  const value = v6 ? new IPv6(address).value : new IPv4(address).value;
  return range.getFirst().value <= value && value <= range.getLast().value;
}

/** The first and last address of a range, and those just outside. */
function edges(cidr: string): string[] {
  const range = cidr.includes(":") ? IPv6CidrRange.fromCidr(cidr) : IPv4CidrRange.fromCidr(cidr);
  const [first, last] = [range.getFirst(), range.getLast()];
  const make = (value: bigint) =>
    cidr.includes(":") ? IPv6.fromBigInt(value).toString() : new IPv4(value).toString();
  const top = cidr.includes(":") ? 2n ** 128n - 1n : 2n ** 32n - 1n;
  return [first.value - 1n, first.value, last.value, last.value + 1n]
    .filter((value) => value >= 0n && value <= top)
    .map(make);
}

describe("networks", () => {
  test("the examples hold", () => {
    expect(networks(["10.0.0.0/8", "2001:db8::/32"]).has("10.20.0.1")).toBe(true);
    expect(canonicalCidr("10.1.2.3/8")).toBe("10.0.0.0/8");
    expect(parseCidr("10.0.0.1/8")).toEqual({ groups: [2560, 1], prefix: 8 });
    expect(addressGroups("10.0.0.1")).toEqual([2560, 1]);
    expect(firstGroups([2561, 515], 8)).toEqual([2560, 0]);
    expect(lastGroups([2561, 515], 8)).toEqual([2815, 65535]);
  });

  test("has what one of ip-num's ranges holds, and nothing else", () => {
    const lists = fc.array(fc.oneof(range4, range6), { maxLength: 6 });
    fc.assert(
      fc.property(lists, fc.array(fc.oneof(ipv4, ipv6), { maxLength: 4 }), (cidrs, others) => {
        const inside = networks(cidrs);
        for (const address of [...others, ...cidrs.flatMap(edges)]) {
          expect(inside.has(address)).toBe(cidrs.some((cidr) => holds(cidr, address)));
        }
      }),
      { ...RUNS, numRuns: 150 },
    );
  });

  test("does not mind ranges within ranges, twice, or in any order", () => {
    const cidrs = ["10.1.0.0/16", "10.0.0.0/8", "10.1.2.3", "10.0.0.0/8", "10.255.255.255/32"];
    const around = ["9.255.255.255", "10.0.0.0", "10.1.2.3", "10.255.255.255", "11.0.0.0"];
    for (const order of [cidrs, cidrs.toReversed(), cidrs.toSorted()]) {
      const inside = networks(order);
      expect(around.map(inside.has)).toEqual([false, true, true, true, false]);
    }
  });

  test("tells the families apart: 0.0.0.0/0 holds no IPv6, ::/0 no IPv4", () => {
    expect(["1.2.3.4", "::1", "::ffff:1.2.3.4"].map(networks(["0.0.0.0/0"]).has)).toEqual([
      true,
      false,
      false,
    ]);
    expect(["1.2.3.4", "::1", "::ffff:1.2.3.4"].map(networks(["::/0"]).has)).toEqual([
      false,
      true,
      true,
    ]);
  });

  test("holds no name, and without ranges nothing", () => {
    for (const text of ["host.example", "", "10.0.0", "10.0.0.1.example"]) {
      expect(networks(["0.0.0.0/0", "::/0"]).has(text)).toBe(false);
    }
    expect(networks([]).has("10.0.0.1")).toBe(false);
  });

  test("finds an address among 100,000 ranges", () => {
    const many = Array.from(
      { length: 100_000 },
      (_, i) => `${11 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}.0/25`,
    );
    const inside = networks(many);
    for (let i = 0; i < 100_000; i++) {
      const base = `${11 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}`;
      if (!inside.has(`${base}.127`) || inside.has(`${base}.128`)) expect.fail(base);
    }
  });

  test.each([
    "",
    "/8",
    "10.0.0.0/",
    "10.0.0.0/33",
    "10.0.0.0/-1",
    "10.0.0.0/8.0",
    "10.0.0/8",
    "::/129",
    "::/1000",
    "10.0.0.0/8/8",
    "10.0.0.0 /8",
    "10.0.0.0/8\n",
    "host.example",
    "host/8",
    "10.0.0.0/255.0.0.0",
  ])("refuses %j by name", (text) => {
    expect(canonicalCidr(text)).toBeUndefined();
    expect(() => networks(["10.0.0.0/8", text])).toThrow(
      new RangeError(`"${text}" is not an address or a CIDR range`),
    );
  });

  test("the internal ones are RFC 1918, RFC 4193, loopback and link-local, to the last address", () => {
    const internal = networks(INTERNAL_NETWORKS);
    const inside = INTERNAL_NETWORKS.flatMap((cidr) => edges(cidr).filter((a) => holds(cidr, a)));
    expect(inside.map(internal.has)).not.toContain(false);
    const outside = INTERNAL_NETWORKS.flatMap((cidr) => edges(cidr).filter((a) => !holds(cidr, a)));
    expect(outside.map(internal.has)).not.toContain(true);
    expect(
      ["8.8.8.8", "100.64.0.1", "172.32.0.1", "2001:db8::1", "::"].map(internal.has),
    ).not.toContain(true);
  });
});

describe("canonicalCidr", () => {
  test("clears the bits beyond the prefix, as ip-num's first address has them", () => {
    fc.assert(
      fc.property(fc.oneof(range4, range6), (text) => {
        const canonical = canonicalCidr(text) as string;
        const [base = "", prefix] = canonical.split("/");
        const v6 = text.includes(":");
        const range = v6 ? IPv6CidrRange.fromCidr(text) : IPv4CidrRange.fromCidr(text);
        expect((v6 ? new IPv6(base) : new IPv4(base)).value).toBe(range.getFirst().value);
        expect(prefix).toBe(text.split("/")[1]);
        expect(canonicalCidr(canonical)).toBe(canonical);
      }),
      RUNS,
    );
  });

  test("of a single address is the range of itself", () => {
    expect(canonicalCidr("10.1.2.3")).toBe("10.1.2.3/32");
    expect(canonicalCidr("2001:DB8::0001")).toBe("2001:db8::1/128");
    expect(canonicalCidr("fe80::1%eth0/64")).toBe("fe80::/64");
  });
});
