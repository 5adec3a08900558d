import { parseCidr } from "./cidr.js";
import { addressGroups, firstGroups, lastGroups } from "./groups.js";
import { formatIPv4 } from "./ipv4.js";
import { formatIPv6 } from "./ipv6.js";

/** A set of address ranges; membership is asked of canonical address text. */
export interface Networks {
  has(address: string): boolean;
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
 * The set of a list of CIDR ranges or single addresses, however long. Throws a RangeError that names the first text that
 * is neither; bits beyond the prefix are ignored. Names are in no network.
 *
 * @example networks(["10.0.0.0/8", "2001:db8::/32"]).has("10.20.0.1"); // => true
 */
export function networks(cidrs: readonly string[]): Networks {
  const ranges = outermost(cidrs.map(boundsOf));
  return {
    has(address) {
      const groups = addressGroups(address);
      if (groups === undefined) return false;
      const key = keyOf(groups);
      let low = 0;
      let high = ranges.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((ranges[middle] as Bounds).last < key) low = middle + 1;
        else high = middle;
      }
      return low < ranges.length && (ranges[low] as Bounds).first <= key;
    },
  };
}

/**
 * A CIDR range or single address in canonical text, or undefined.
 *
 * @example canonicalCidr("10.1.2.3/8"); // => "10.0.0.0/8"
 */
export function canonicalCidr(text: string): string | undefined {
  const range = parseCidr(text);
  if (range === undefined) return undefined;
  const first = firstGroups(range.groups, range.prefix);
  const [high = 0, low = 0] = first;
  return `${first.length === 2 ? formatIPv4(high * 65536 + low) : formatIPv6(first)}/${range.prefix}`;
}

/** The keys of a range's first and last address. */
interface Bounds {
  readonly first: string;
  readonly last: string;
}

function boundsOf(text: string): Bounds {
  const range = parseCidr(text);
  if (range === undefined) throw new RangeError(`"${text}" is not an address or a CIDR range`);
  const { groups, prefix } = range;
  return { first: keyOf(firstGroups(groups, prefix)), last: keyOf(lastGroups(groups, prefix)) };
}

/** Text whose order, code unit by code unit, is that of the addresses: the families apart, and each by number. */
function keyOf(groups: readonly number[]): string {
  return String.fromCharCode(groups.length, ...groups);
}

/**
 * The ranges by their first address, without those that an earlier one holds: of two CIDR ranges one holds the other, or
 * they share nothing. So their last addresses ascend too.
 */
function outermost(ranges: Bounds[]): Bounds[] {
  let end = "";
  return ranges
    .sort((a, b) => (a.first < b.first ? -1 : Number(a.first > b.first)))
    .filter(({ last }) => {
      if (last <= end) return false;
      end = last;
      return true;
    });
}
