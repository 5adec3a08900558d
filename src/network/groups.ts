import { parseIPv4 } from "./ipv4.js";
import { parseIPv6 } from "./ipv6.js";

/**
 * The 16-bit groups of an address of either family, two or eight of them; undefined for a name.
 *
 * @example addressGroups("10.0.0.1"); // => [2560, 1]
 */
export function addressGroups(address: string): number[] | undefined {
  const v4 = parseIPv4(address);
  if (v4 !== undefined) return [v4 >>> 16, v4 & 0xffff];
  return address.includes(":") ? parseIPv6(address) : undefined;
}

/**
 * The first address that shares the leading `prefix` bits: the others are zeros.
 *
 * @example firstGroups([2561, 515], 8); // => [2560, 0]
 */
export function firstGroups(groups: readonly number[], prefix: number): number[] {
  return groups.map((group, i) => group & maskOf(prefix - 16 * i));
}

/**
 * The last address that shares the leading `prefix` bits: the others are ones.
 *
 * @example lastGroups([2561, 515], 8); // => [2815, 65535]
 */
export function lastGroups(groups: readonly number[], prefix: number): number[] {
  return groups.map((group, i) => group | (0xffff ^ maskOf(prefix - 16 * i)));
}

/** The 16-bit mask whose leading `bits` (clamped to 0–16) are ones. */
function maskOf(bits: number): number {
  return bits <= 0 ? 0 : bits >= 16 ? 0xffff : (0xffff << (16 - bits)) & 0xffff;
}
