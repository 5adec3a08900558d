import type { RitaRow } from "./row.js";

/** RITA's order: final score, strobes, beacon score, each from the top; ties, which it leaves open, by who and what. */
export function compareRows(a: RitaRow, b: RitaRow): number {
  return (
    b.finalScore - a.finalScore ||
    Number(b.strobe) - Number(a.strobe) ||
    b.score - a.score ||
    compareTexts(keyOf(a), keyOf(b))
  );
}

function keyOf({ source, destination, fqdn, type }: RitaRow): string {
  return [source, destination, fqdn, type].join(" ");
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
