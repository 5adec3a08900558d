import { addressGroups } from "./groups.js";
import { parseIPv4 } from "./ipv4.js";
import { formatIPv6, parseIPv6 } from "./ipv6.js";

/**
 * An endpoint in its one canonical text form, or undefined when it is neither an address nor a usable name:
 * IPv4 dotted, IPv6 as RFC 5952 writes it, names in lower case without a trailing dot.
 * What looks like an address and is none (`10.0.0.999`, `1:2`) is refused, not taken for a name.
 *
 * @example canonicalEndpoint("2001:DB8:0:0::1"); // => "2001:db8::1"
 * @example canonicalEndpoint("CDN.Example."); // => "cdn.example"
 */
export function canonicalEndpoint(text: string): string | undefined {
  return canonicalAddress(text) ?? canonicalName(text);
}

/**
 * Like canonicalEndpoint, but for formats in which only an address may stand.
 *
 * @example canonicalAddress("FE80::1%eth0"); // => "fe80::1"
 */
export function canonicalAddress(text: string): string | undefined {
  if (parseIPv4(text) !== undefined) return text;
  if (!text.includes(":")) return undefined;
  const groups = parseIPv6(text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1) : text);
  return groups && formatIPv6(groups);
}

/**
 * A host name in lower case without its trailing dot; undefined for text that cannot be one
 * (blanks, control characters, quotes, colons, no letter or digit at all, an empty label, over 253 characters,
 * a number for the last label, as in a broken address or a range).
 *
 * @example canonicalName("WWW.Example"); // => "www.example"
 */
export function canonicalName(text: string): string | undefined {
  const name = text.toLowerCase().replace(/\.$/, "");
  return NAME.test(name) && !NO_NAME.test(name) ? name : undefined;
}

const NAME = /^[\p{L}\p{N}_\\/@*-][\p{L}\p{M}\p{N}_\\/@*.-]{0,252}$/u;
const NO_NAME = /^[^\p{L}\p{N}]+$|\.\.|\.$|(?:^|\.)\p{Nd}+(?:\/|$)/u;

/**
 * The host a client asked for, by TLS SNI or HTTP Host: a name or address without port, in its canonical form.
 *
 * @example canonicalHost("WWW.Example:8080"); // => "www.example"
 */
export function canonicalHost(text: string): string | undefined {
  const port = /^(\[.*\]|[^:]*):\d+$/.exec(text);
  return canonicalEndpoint(port?.[1] ?? text);
}

/**
 * Orders canonical endpoints: IPv4 by number, then IPv6, then names (negative: a first).
 *
 * @example ["b.example", "::1", "10.0.0.9", "9.0.0.1"].sort(compareEndpoints); // => ["9.0.0.1", "10.0.0.9", "::1", "b.example"]
 */
export function compareEndpoints(a: string, b: string): number {
  const left = orderKey(a);
  const right = orderKey(b);
  const at = left.findIndex((part, i) => part !== right[i]);
  if (at >= 0) return (left[at] as number) - (right[at] as number);
  return a < b ? -1 : Number(a > b);
}

/** The number of groups, two or eight, and the groups; a name comes after both. */
function orderKey(endpoint: string): number[] {
  const groups = addressGroups(endpoint);
  return groups === undefined ? [9] : [groups.length, ...groups];
}
