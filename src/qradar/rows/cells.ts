import { canonicalAddress } from "../../network/address.js";
import { printable } from "../../text/printable.js";
import { groupingIn, numberOf } from "./numbers.js";

const SHOWN = 60;
const DECIMAL_COMMA = /^-?\d+,\d+$/;
const UNSET: ReadonlySet<string> = new Set(["", "null", "n/a", "-"]);

/** A value that is none of what stands in its column. */
export interface BadCell {
  /** What it is not. */
  readonly bad: string;
  /** Which option may make it one. */
  readonly hint?: string;
}

/**
 * The text of a value: null for none, which is null in JSON and empty, `N/A` or `null` elsewhere; of lists and objects only that
 * they are such.
 *
 * @example cellText(16); // => "16"
 * @example cellText(" N/A "); // => null
 */
export function cellText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "object") return Array.isArray(value) ? "[…]" : "{…}";
  const text = String(value).trim();
  return UNSET.has(text.toLowerCase()) ? null : text;
}

/** What a number must be. */
export interface NumberKind {
  readonly name: string;
  /** Whether it may have decimals. */
  readonly decimals?: boolean;
  readonly fits: (value: number) => boolean;
}

/** RequestCount. */
export const COUNT: NumberKind = {
  name: "a whole number over 0",
  fits: (value) => Number.isSafeInteger(value) && value > 0,
};

/** Bytes, and counts that may be none. */
export const WHOLE: NumberKind = {
  name: "a whole number of 0 or more",
  fits: (value) => Number.isSafeInteger(value) && value >= 0,
};

/** destinationport. */
export const PORT: NumberKind = {
  name: "a port",
  fits: (value) => Number.isInteger(value) && value >= 0 && value <= 65_535,
};

/** FirstMs and LastMs. */
export const MILLIS: NumberKind = {
  name: "a time in epoch milliseconds",
  fits: (value) => Number.isInteger(value) && value >= 0 && value <= 8.64e15,
};

/** Seconds; below zero they contradict their row, which is for its check to say. */
export const SECONDS: NumberKind = { name: "a number", decimals: true, fits: () => true };

/** Whatever stands in a column of whole numbers. */
export const ANY: NumberKind = { name: "a number", fits: () => true };

/**
 * A number of its kind. Where digits are grouped, or decimals stand behind a comma, and nobody said so, what is bad about it names the
 * option.
 *
 * @example numberCell("1.6E1", COUNT); // => 16
 * @example numberCell("1.5", COUNT); // => { bad: '"1.5" is not a whole number over 0' }
 */
export function numberCell(text: string, kind: NumberKind, grouping?: string): number | BadCell {
  const value = numberOf(text, grouping);
  if (!Number.isNaN(value) && kind.fits(value)) return value;
  const bad = `${shown(text)} is not ${kind.name}`;
  const hint = grouping === undefined ? groupingHint(text, kind) : undefined;
  return hint === undefined ? { bad } : { bad, hint };
}

/** Which option makes a number of a text whose digits are grouped, or whose decimals stand behind a comma. */
function groupingHint(text: string, { decimals = false }: NumberKind): string | undefined {
  const mark = groupedBy(text);
  const hints: string[] = [];
  if (mark !== undefined) {
    hints.push(`if its digits are grouped, say so with --grouping "${mark}"`);
  }
  if (decimals && DECIMAL_COMMA.test(text)) {
    hints.push('if its comma begins decimals, say so with --grouping "."');
  }
  return hints.length === 0 ? undefined : hints.join("; ");
}

/** What may group the digits of a text that is no whole number. */
function groupedBy(text: string): string | undefined {
  return groupingIn(text) ?? (/^\d{1,3}\.\d{3}$/.test(text) ? "." : undefined);
}

/**
 * An address in canonical form.
 *
 * @example addressCell("2001:DB8::0:1"); // => "2001:db8::1"
 */
export function addressCell(text: string): string | BadCell {
  return canonicalAddress(text) ?? { bad: `${shown(text)} is not an address` };
}

/** Whether a cell was bad. */
export function isBad(cell: unknown): cell is BadCell {
  return typeof cell === "object" && cell !== null && "bad" in cell;
}

/**
 * A value in a message: in quotes, cut, and with nothing that a terminal would obey.
 *
 * @example shown("a\tb"); // => '"a\\u0009b"'
 */
export function shown(text: string): string {
  return `"${printable(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text)}"`;
}
