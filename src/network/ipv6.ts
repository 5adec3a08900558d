import { parseIPv4 } from "./ipv4.js";

/**
 * The eight 16-bit groups of an IPv6 address (RFC 4291 §2.2, dotted-quad tail allowed), or undefined.
 * A zone (`%eth0`) is dropped: it names an interface of the machine that wrote the log.
 *
 * @example parseIPv6("::ffff:10.0.0.1"); // => [0, 0, 0, 0, 0, 65535, 2560, 1]
 */
export function parseIPv6(text: string): number[] | undefined {
  const halves = text.replace(/%[!-$&-~]+$/, "").split("::");
  if (halves.length > 2) return undefined;
  const groups = halves.map((half, i) => groupsOf(half, i === halves.length - 1));
  const [head, tail = []] = groups;
  if (head === undefined || groups.includes(undefined)) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

function groupsOf(text: string, last: boolean): number[] | undefined {
  if (text === "") return [];
  const parts = text.split(":");
  const groups: number[] = [];
  for (const [i, part] of parts.entries()) {
    if (last && i === parts.length - 1 && part.includes(".")) {
      const quad = parseIPv4(part);
      if (quad === undefined) return undefined;
      groups.push(quad >>> 16, quad & 0xffff);
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(part)) return undefined;
      groups.push(Number.parseInt(part, 16));
    }
  }
  return groups;
}

/**
 * The one text form of RFC 5952: lower case, no leading zeros, the longest run of two or more zero groups
 * (the first, when tied) as `::`, IPv4-mapped addresses with a dotted tail.
 *
 * @example formatIPv6([8193, 3512, 0, 0, 0, 0, 0, 1]); // => "2001:db8::1"
 */
export function formatIPv6(groups: readonly number[]): string {
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    const [high = 0, low = 0] = groups.slice(6);
    return `::ffff:${high >>> 8}.${high & 255}.${low >>> 8}.${low & 255}`;
  }
  const run = longestZeroRun(groups);
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(":");
  if (run.length < 2) return hex(groups);
  return `${hex(groups.slice(0, run.start))}::${hex(groups.slice(run.start + run.length))}`;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}
