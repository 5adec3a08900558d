import { canonicalName } from "./address.js";
import { canonicalCidr, networks } from "./networks.js";

/** Destinations that are known and wanted. */
export interface AllowList {
  /** Whether one of these names or addresses (null: none) is on the list. */
  has(...endpoints: readonly (string | null)[]): boolean;
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
 * below it. Throws a RangeError that names an entry which is none of these.
 *
 * @example allowList(["10.0.0.0/8", "*.example.com"]).has("cdn.example.com"); // => true
 */
export function allowList(entries: readonly string[]): AllowList {
  const isRange = (entry: string) => canonicalCidr(entry) !== undefined;
  const inside = networks(entries.filter(isRange));
  const suffixes = new Set(entries.filter((entry) => !isRange(entry)).map(domainOf));
  const matches = (endpoint: string) => inside.has(endpoint) || parents(endpoint, suffixes);
  return { has: (...endpoints) => endpoints.some((one) => one !== null && matches(one)) };
}

function domainOf(entry: string): string {
  const name = canonicalName(entry.replace(/^\*?\./, ""));
  if (name === undefined || name.includes("*")) {
    throw new RangeError(`"${entry}" is not an address, a CIDR range or a domain`);
  }
  return name;
}

/** Whether the name or one of the domains above it is in the set. */
function parents(name: string, suffixes: ReadonlySet<string>): boolean {
  for (let rest = name; ; ) {
    if (suffixes.has(rest)) return true;
    const dot = rest.indexOf(".");
    if (dot < 0) return false;
    rest = rest.slice(dot + 1);
  }
}
