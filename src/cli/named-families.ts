import { FAMILIES } from "../evaluation/families.js";
import type { Family } from "../evaluation/family.js";

/** The families with these codes or ids, case aside, and the names of none; all when no name is given. */
export function familiesNamed(names: readonly string[] | undefined): {
  found: readonly Family[];
  unknown: readonly string[];
} {
  if (names === undefined) return { found: FAMILIES, unknown: [] };
  const is = ({ code, id }: Family, name: string) =>
    [code, id].some((known) => known.toLowerCase() === name.toLowerCase());
  return {
    found: FAMILIES.filter((family) => names.some((name) => is(family, name))),
    unknown: names.filter((name) => !FAMILIES.some((family) => is(family, name))),
  };
}

/** Orders by code: B1, B2 … B10, then N1. */
export function byCode(a: { readonly code: string }, b: { readonly code: string }): number {
  const [one, two] = [a.code, b.code].map((code) => `${code[0]}${code.slice(1).padStart(2, "0")}`);
  return (one as string) < (two as string) ? -1 : Number(one !== two);
}

/** A line for each code: the ids of its families. */
export function familyList(): string {
  const codes = [...new Set(FAMILIES.toSorted(byCode).map(({ code }) => code))];
  const ids = (wanted: string) =>
    FAMILIES.filter(({ code }) => code === wanted).map(({ id }) => id);
  return codes.map((code) => `  ${code.padEnd(4)} ${ids(code).join(", ")}`).join("\n");
}
