import type { RitaFiltering } from "../config/config.js";

/**
 * Whether RITA leaves a name out: it is on the never list and not on the always list. Compared letter for letter, case and
 * all; `*.example.com` means every name that ends so, and example.com itself.
 *
 * @example domainFilter({ ...RITA_PRESETS.file.filtering, neverIncludedDomains: ["*.example.com"] })("cdn.example.com"); // => true
 */
export function domainFilter({
  alwaysIncludedDomains,
  neverIncludedDomains,
}: RitaFiltering): (name: string) => boolean {
  if (neverIncludedDomains.length === 0) return () => false;
  return (name) => !isOn(alwaysIncludedDomains, name) && isOn(neverIncludedDomains, name);
}

function isOn(entries: readonly string[], name: string): boolean {
  return entries.some((entry) => {
    if (!entry.includes("*")) return name === entry;
    const ending = entry.replace(/^\*/, "");
    return name.endsWith(ending) || name === ending.replace(/^\./, "");
  });
}
