import { parseIPv6 } from "../network/ipv6.js";

/**
 * An address or CIDR range as AQL's documentation writes it: all eight groups of an IPv6 address, none of them shortened away.
 *
 * @example expandedCidr("fe80::/10"); // => "fe80:0:0:0:0:0:0:0/10"
 * @example expandedCidr("10.0.0.0/8"); // => "10.0.0.0/8"
 */
export function expandedCidr(cidr: string): string {
  const [address = "", ...length] = cidr.split("/");
  const groups = parseIPv6(address);
  if (groups === undefined) return cidr;
  return [groups.map((group) => group.toString(16)).join(":"), ...length].join("/");
}
