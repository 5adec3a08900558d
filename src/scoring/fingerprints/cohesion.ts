import { pairOf } from "../../pairs.js";
import { madSorted } from "../../statistics/mad.js";
import { medianSorted } from "../../statistics/quantile.js";
import { sortValues } from "../../statistics/sorted.js";
import { type ConnectionTable, NAMED_DESTINATION } from "../../table.js";
import { destinationKey } from "../endpoint-key.js";
import { textsOf } from "../texts-of.js";

/** How much the pairs of a cluster are alike. */
export interface Cohesion {
  /** 1 where all keep the same median interval, 0 where these differ by a factor of two; null with fewer than two. */
  readonly cohesion: number | null;
  /** The middle of the median intervals; null without any. */
  readonly intervalSeconds: number | null;
  readonly sameDestination: boolean;
  /** Whether all destinations are IPv4 addresses of one /24. */
  readonly sameNetwork: boolean;
  /** The last two labels of the hosts of all pairs, where they are the same; else null. */
  readonly domain: string | null;
}

/** Compares the pairs with these numbers: 1 − MAD of the logarithms of their median intervals over ln 2, not below 0, and where they go. */
export function cohesionOf(table: ConnectionTable, pairs: readonly number[]): Cohesion {
  const medians = pairs
    .map((pair) => medianSorted(pairOf(table, pair).sortedIntervals))
    .filter((seconds) => seconds > 0);
  const logarithms = sortValues(Float64Array.from(medians, Math.log));
  const middle = medianSorted(sortValues(Float64Array.from(medians)));
  const domains = new Set(pairs.map((pair) => domainOf(textsOf(table, "host", pair)[0])));
  const [domain = null] = domains;
  return {
    cohesion: medians.length < 2 ? null : Math.max(0, 1 - madSorted(logarithms) / Math.LN2),
    intervalSeconds: medians.length === 0 ? null : middle,
    sameDestination: new Set(pairs.map((pair) => destinationKey(table, pair))).size === 1,
    sameNetwork:
      new Set(pairs.map((pair) => networkOf(table, pair))).size === 1 && isIPv4(table, pairs),
    domain: domains.size === 1 ? domain : null,
  };
}

/**
 * The last two labels of a host; null for an address, a single label, and no host. No list of public suffixes is asked: it is only a
 * hint that hosts belong together.
 *
 * @example domainOf("cdn.example.net"); // => "example.net"
 * @example domainOf("203.0.113.9"); // => null
 */
export function domainOf(host: string | undefined): string | null {
  const labels = host?.split(".") ?? [];
  const [second, top] = labels.slice(-2);
  if (second === undefined || top === undefined || /^\d*$|:/.test(top)) return null;
  return `${second}.${top}`;
}

function networkOf({ destinations }: ConnectionTable, pair: number): number {
  return (destinations[pair] as number) >>> 8;
}

function isIPv4({ ports }: ConnectionTable, pairs: readonly number[]): boolean {
  return pairs.every((pair) => ((ports[pair] as number) & NAMED_DESTINATION) === 0);
}
