import type { RitaRow } from "../../../src/rita/index.js";

export function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Infinity of no values. */
export function min(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}

/** −Infinity of no values. */
export function max(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}

/** Rows in the order that RITA shows them in; what it leaves open goes by the text of the ends. */
export function shown(rows: readonly RitaRow[]): RitaRow[] {
  return rows.toSorted(
    (a, b) =>
      b.finalScore - a.finalScore ||
      Number(b.strobe) - Number(a.strobe) ||
      b.score - a.score ||
      compare(endsOf(a), endsOf(b)),
  );
}

function endsOf({ source, destination, fqdn, type }: RitaRow): string[] {
  return [source ?? "", destination ?? "", fqdn ?? "", type];
}

function compare(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((text, i) => text !== b[i]);
  if (at < 0) return 0;
  return (a[at] as string) < (b[at] as string) ? -1 : 1;
}
