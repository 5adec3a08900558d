import { parse } from "psl";

/** A label that no public suffix has. */
const UNHEARD = "beaconry-unheard-of";

/**
 * The part of a name that RITA counts subdomains of: its last three labels where the last two are a public suffix, else its last
 * two. Empty for a name without a dot, and for what is no host name. So does ClickHouse's cutToFirstSignificantSubdomain, which
 * knows the public suffixes of two labels, and no rule with a `*` in it.
 *
 * @see https://clickhouse.com/docs/sql-reference/functions/url-functions#cuttofirstsignificantsubdomain
 * @see https://publicsuffix.org/list/
 * @example registeredDomain("a.b.example.co.uk"); // => "example.co.uk"
 * @example registeredDomain("a.b.example.com"); // => "example.com"
 */
export function registeredDomain(name: string): string {
  const labels = name.split(".");
  if (labels.length < 2) return "";
  const suffix = labels.slice(-2).join(".");
  return labels.slice(isPublicSuffix(suffix) ? -3 : -2).join(".");
}

function isPublicSuffix(name: string): boolean {
  return isWholly(name) && !isWholly(name.replace(/^[^.]*/, UNHEARD));
}

/** Whether the list takes all of a name for a suffix. */
function isWholly(name: string): boolean {
  const parsed = parse(name.toLowerCase());
  return "tld" in parsed && parsed.tld === name.toLowerCase();
}
