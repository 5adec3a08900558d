import { describe, expect, test } from "vitest";
import {
  endpointsOf,
  HOSTS_PER_SITE,
  hostAddress,
  serverAddress,
} from "../../src/evaluation/endpoints.js";
import { randomFrom } from "../../src/evaluation/random.js";
import { canonicalAddress } from "../../src/network/address.js";

describe("endpoints", () => {
  test("the examples hold", () => {
    expect(hostAddress(20, 3, false)).toBe("10.20.1.23");
    expect(hostAddress(20, 3, true)).toBe("fd10:14::17");
  });

  test.each([false, true])("every host of a site has an address of its own (IPv6: %s)", (ipv6) => {
    const addresses = Array.from({ length: HOSTS_PER_SITE }, (_, i) => hostAddress(255, i, ipv6));
    expect(new Set(addresses).size).toBe(HOSTS_PER_SITE);
    for (const address of [addresses[0], addresses.at(-1)]) {
      expect(canonicalAddress(address as string)).toBe(address);
    }
  });

  test("servers come from all the ranges, most from the largest", () => {
    const random = randomFrom("servers");
    const drawn = Array.from({ length: 1000 }, () => serverAddress(random, false));
    const share = (prefix: RegExp) => drawn.filter((address) => prefix.test(address)).length / 1000;
    expect(share(/^198\.1[89]\./)).toBeCloseTo(0.7, 1);
    for (const prefix of [/^192\.0\.2\./, /^198\.51\.100\./, /^203\.0\.113\./]) {
      expect(share(prefix)).toBeCloseTo(0.1, 1);
    }
  });

  test("no server is drawn twice, and no host twice for one server", () => {
    const random = randomFrom("endpoints");
    const draw = endpointsOf(0, 5);
    const servers = Array.from({ length: 5000 }, () => draw.server(random, false));
    expect(new Set(servers.map(({ address }) => address)).size).toBe(5000);
    const hosts = Array.from({ length: 5 }, () => draw.host(random, servers[0]!, false));
    expect(new Set(hosts).size).toBe(5);
  });
});
