import { parse } from "psl";

/** A label that no public suffix has. */
const UNHEARD = "beaconry-unheard-of";

/**
 * The part of a name that RITA counts subdomains of: its last three labels where the last two are a public suffix, else its last
 * two. Empty for a name without a dot. So does ClickHouse's cutToFirstSignificantSubdomain, which knows the public suffixes of
 * two labels, and no rule with a `*` in it.
 *
 * @see https://clickhouse.com/docs/sql-reference/functions/url-functions#cuttofirstsignificantsubdomain
 * @see https://publicsuffix.org/list/
 * @example registeredDomain("a.b.example.co.uk"); // => "example.co.uk"
 * @example registeredDomain("a.b.example.com"); // => "example.com"
 */
export function registeredDomain(
  name: string,
  isSuffix: (name: string) => boolean = isPublicSuffix,
): string {
  const labels = name.split(".");
  if (labels.length < 2) return "";
  const suffix = labels.slice(-2).join(".");
  return labels.slice(isSuffix(suffix) ? -3 : -2).join(".");
}

/** The registered domains of many names; each pair of last labels is looked up once. */
export function registeredDomains(names: readonly string[]): string[] {
  const known = new Map<string, boolean>();
  const isSuffix = (name: string): boolean => {
    const answer = known.get(name) ?? isPublicSuffix(name);
    known.set(name, answer);
    return answer;
  };
  return names.map((name) => registeredDomain(name, isSuffix));
}

/** Whether the list has a name of two labels itself, in lower case as it has all of them. */
function isPublicSuffix(name: string): boolean {
  return isWholly(name) && !isWholly(name.replace(/^[^.]*/, UNHEARD));
}

/** Whether the list takes all of a name for a suffix. */
function isWholly(name: string): boolean {
  const parsed = parse(name);
  return "tld" in parsed && parsed.tld === name;
}
