import { addressGroups } from "./groups.js";

/** A range of addresses: all that share the leading `prefix` bits of the 16-bit groups, two or eight of them. */
export interface Cidr {
  readonly groups: readonly number[];
  readonly prefix: number;
}

/**
 * A CIDR range (RFC 4632), or a single address as the range of itself; undefined for other text.
 *
 * @example parseCidr("10.0.0.1/8"); // => { groups: [2560, 1], prefix: 8 }
 */
export function parseCidr(text: string): Cidr | undefined {
  const [, address = "", length] = /^(.+?)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const groups = addressGroups(address);
  if (groups === undefined) return undefined;
  const bits = groups.length * 16;
  const prefix = length === undefined ? bits : Number(length);
  return prefix <= bits ? { groups, prefix } : undefined;
}
