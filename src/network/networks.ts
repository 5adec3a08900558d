import { formatIPv4, parseIPv4 } from "./ipv4.js";
import { formatIPv6, parseIPv6 } from "./ipv6.js";

/** A set of address ranges; membership is asked of canonical address text. */
export interface Networks {
  has(address: string): boolean;
}

interface Range {
  readonly groups: readonly number[];
  readonly prefix: number;
}

/** What counts as inside unless told otherwise: RFC 1918, RFC 4193 (fc00::/7), loopback and link-local of both families. */
export const INTERNAL_NETWORKS: readonly string[] = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "fc00::/7",
  "::1/128",
  "fe80::/10",
];

/**
 * The set of a list of CIDR ranges or single addresses. Throws a RangeError that names the first text that is neither;
 * bits beyond the prefix are ignored. Names are in no network.
 *
 * @example networks(["10.0.0.0/8", "2001:db8::/32"]).has("10.20.0.1"); // => true
 */
export function networks(cidrs: readonly string[]): Networks {
  const ranges = cidrs.map(parseRange);
  const v4 = ranges.filter((range) => range.groups.length === 2);
  const v6 = ranges.filter((range) => range.groups.length === 8);
  return {
    has(address) {
      const groups = addressGroups(address);
      return groups !== undefined && (groups.length === 2 ? v4 : v6).some((r) => within(groups, r));
    },
  };
}

/**
 * A CIDR range or single address in canonical text, or undefined.
 *
 * @example canonicalCidr("10.1.2.3/8"); // => "10.0.0.0/8"
 */
export function canonicalCidr(text: string): string | undefined {
  const range = rangeOf(text);
  if (range === undefined) return undefined;
  const kept = range.groups.map((group, i) => group & maskOf(range.prefix - 16 * i));
  const base =
    kept.length === 2
      ? formatIPv4((kept[0] as number) * 65536 + (kept[1] as number))
      : formatIPv6(kept);
  return `${base}/${range.prefix}`;
}

function parseRange(text: string): Range {
  const range = rangeOf(text);
  if (range === undefined) throw new RangeError(`"${text}" is not an address or a CIDR range`);
  return range;
}

function rangeOf(text: string): Range | undefined {
  const match = /^(.+?)(?:\/(\d{1,3}))?$/.exec(text);
  const groups = match?.[1] === undefined ? undefined : addressGroups(match[1]);
  if (groups === undefined) return undefined;
  const bits = groups.length * 16;
  const prefix = match?.[2] === undefined ? bits : Number(match[2]);
  return prefix <= bits ? { groups, prefix } : undefined;
}

function addressGroups(address: string): number[] | undefined {
  const v4 = parseIPv4(address);
  if (v4 !== undefined) return [v4 >>> 16, v4 & 0xffff];
  return address.includes(":") ? parseIPv6(address) : undefined;
}

function within(groups: readonly number[], range: Range): boolean {
  return range.groups.every((group, i) => {
    const mask = maskOf(range.prefix - 16 * i);
    return ((groups[i] as number) & mask) === (group & mask);
  });
}

/** The 16-bit mask whose leading `bits` (clamped to 0–16) are ones. */
function maskOf(bits: number): number {
  return bits <= 0 ? 0 : bits >= 16 ? 0xffff : (0xffff << (16 - bits)) & 0xffff;
}
