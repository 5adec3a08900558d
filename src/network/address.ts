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
 * (blanks, control characters, quotes, colons, over 253 characters, a last label of digits alone).
 *
 * @example canonicalName("WWW.Example"); // => "www.example"
 */
export function canonicalName(text: string): string | undefined {
  const name = text.endsWith(".") ? text.slice(0, -1) : text;
  const usable = /^[\p{L}\p{N}_\\/@*-][\p{L}\p{M}\p{N}_\\/@*.-]{0,252}$/u.test(name);
  return usable && !/(^|\.)\d+$/.test(name) ? name.toLowerCase() : undefined;
}

/**
 * Orders canonical endpoints: IPv4 by number, then IPv6, then names (negative: a first).
 *
 * @example ["b.example", "::1", "10.0.0.9", "9.0.0.1"].sort(compareEndpoints); // => ["9.0.0.1", "10.0.0.9", "::1", "b.example"]
 */
export function compareEndpoints(a: string, b: string): number {
  const left = parseIPv4(a);
  const right = parseIPv4(b);
  if (left !== undefined && right !== undefined) return left - right;
  if (left !== undefined || right !== undefined) return left !== undefined ? -1 : 1;
  const rank = Number(!a.includes(":")) - Number(!b.includes(":"));
  if (rank !== 0) return rank;
  const order = a.includes(":") ? compareGroups(a, b) : 0;
  return order !== 0 ? order : a < b ? -1 : Number(a > b);
}

function compareGroups(a: string, b: string): number {
  const left = parseIPv6(a) ?? [];
  const right = parseIPv6(b) ?? [];
  const at = left.findIndex((group, i) => group !== right[i]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}
