import { canonicalHost, canonicalName } from "./address.js";
import { canonicalCidr, networks } from "./networks.js";

/** Destinations that are known and wanted. */
export interface AllowList {
  /** Whether an address or name is on the list. */
  has(endpoint: string): boolean;
}

/**
 * The entries of an allow file: one a line, `#` begins a comment.
 *
 * @example allowEntries("10.0.0.0/8 # ours\n\n*.example.com\n"); // => ["10.0.0.0/8", "*.example.com"]
 */
export function allowEntries(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/#.*/, "").trim())
    .filter((line) => line !== "");
}

/**
 * A list of CIDR ranges, addresses and domains. `example.com` and `*.example.com` both mean the domain and every name
 * below it. Throws a RangeError that names every entry which is none of these.
 *
 * @example allowList(["10.0.0.0/8", "*.example.com"]).has("cdn.example.com"); // => true
 */
export function allowList(entries: readonly string[]): AllowList {
  const ranges = entries.filter((entry) => canonicalCidr(entry) !== undefined);
  const domains = entries.filter((entry) => canonicalCidr(entry) === undefined);
  const wrong = domains.filter((entry) => domainOf(entry) === undefined);
  if (wrong.length > 0) {
    const named = wrong.map((entry) => JSON.stringify(entry)).join(", ");
    throw new RangeError(`not an address, a CIDR range or a domain: ${named}`);
  }
  const inside = networks(ranges);
  const suffixes = new Set(domains.map(domainOf));
  return { has: (endpoint) => inside.has(endpoint) || isBelow(endpoint, suffixes) };
}

/** The canonical name of an entry; undefined when it is none, a name with a path or a user in it included. */
function domainOf(entry: string): string | undefined {
  const name = canonicalName(entry.replace(/^\*?\./, ""));
  return name === undefined || /[*/\\@]/.test(name) ? undefined : name;
}

/** Whether the name or one of the domains above it is in the set. */
function isBelow(name: string, suffixes: ReadonlySet<string | undefined>): boolean {
  for (let rest = canonicalHost(name) ?? name; ; ) {
    if (suffixes.has(rest)) return true;
    const dot = rest.indexOf(".");
    if (dot < 0) return false;
    rest = rest.slice(dot + 1);
  }
}
