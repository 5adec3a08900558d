import { formatIPv4, parseIPv4 } from "../network/ipv4.js";
import { formatIPv6 } from "../network/ipv6.js";
import { integer } from "./distributions.js";
import type { Random } from "./random.js";

/** How many hosts a site can have. */
export const HOSTS_PER_SITE: number = 200 * 200;

/** How many destinations a simulation can have: some fewer than there are addresses, so that a free one is soon drawn. */
export const SERVERS = 100_000;

/**
 * The address of a site's host, counted from 0: 10.<site>.0.0/16, or its unique local IPv6 address (RFC 4193).
 *
 * @example hostAddress(20, 3, false); // => "10.20.1.23"
 * @example hostAddress(20, 3, true); // => "fd10:14::17"
 */
export function hostAddress(site: number, host: number, ipv6: boolean): string {
  return ipv6
    ? formatIPv6([0xfd10, site, 0, 0, 0, 0, 0, 20 + host])
    : `10.${site}.${1 + Math.floor(host / 200)}.${20 + (host % 200)}`;
}

// Nobody's addresses: for benchmarks (RFC 2544) and documentation (RFC 5737, RFC 3849). They look public to every rule here.
const BENCHMARK = parseIPv4("198.18.0.0") as number;
const DOCUMENTATION = ["192.0.2.0", "198.51.100.0", "203.0.113.0"].map(
  (base) => parseIPv4(base) as number,
);

/** A server outside, drawn from ranges that belong to nobody: most of 198.18.0.0/15, or of 2001:db8::/32. */
export function serverAddress(random: Random, ipv6: boolean): string {
  if (ipv6) {
    const [site, server] = [integer(random, 1, 0xffff), integer(random, 1, 0xffff)];
    return formatIPv6([0x2001, 0xdb8, site, 0, 0, 0, 0, server]);
  }
  const base = DOCUMENTATION[integer(random, 0, 9)];
  return formatIPv4(
    base === undefined
      ? BENCHMARK + integer(random, 1, 2 ** 17 - 2)
      : base + integer(random, 1, 254),
  );
}

/** A destination, and which hosts talk to it already. */
export interface Server {
  readonly address: string;
  readonly hosts: Set<number>;
}

/** Draws endpoints so that no two pairs get the same, unless hosts share an address. */
export interface Endpoints {
  /** A server that was not drawn before. */
  server(random: Random, ipv6: boolean): Server;
  /** The address of a host that does not talk to the server yet; there must be one left. */
  host(random: Random, server: Server, ipv6: boolean): string;
}

/** Endpoints of a site with so many hosts, of which `nat` neighbours each share the address of the first of them. */
export function endpointsOf(site: number, hosts: number, nat = 1): Endpoints {
  const taken = new Set<string>();
  return {
    server(random, ipv6) {
      let address = serverAddress(random, ipv6);
      while (taken.has(address)) address = serverAddress(random, ipv6);
      taken.add(address);
      return { address, hosts: new Set() };
    },
    host(random, server, ipv6) {
      let host = integer(random, 0, hosts - 1);
      while (server.hosts.has(host)) host = integer(random, 0, hosts - 1);
      server.hosts.add(host);
      return hostAddress(site, host - (host % nat), ipv6);
    },
  };
}
