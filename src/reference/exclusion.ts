import { networks } from "../network/networks.js";
import type { Query } from "./query.js";

/**
 * Whether the rule's prefixes or networks exclude a destination. Prefixes are compared as text, as LIKE does.
 */
export function isExcluded({ rule, excluded }: Query, destination: string): boolean {
  return (
    startsWithAny(rule.excludePrefixes, destination) !== undefined || excluded.has(destination)
  );
}

/** What excludes the destination, in words. */
export function exclusionDetail({ rule }: Query, destination: string): string {
  const prefix = startsWithAny(rule.excludePrefixes, destination);
  if (prefix !== undefined) return `${destination} begins with ${prefix}`;
  const cidr = rule.excludeNetworks.find((text) => networks([text]).has(destination));
  return `${destination} lies in ${cidr}`;
}

function startsWithAny(prefixes: readonly string[], text: string): string | undefined {
  return prefixes.find((prefix) => text.startsWith(prefix));
}
