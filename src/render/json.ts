import { printableJson } from "../text/printable.js";

/** A value as indented JSON with nothing in it that a terminal would obey. */
export function jsonText(value: unknown): string {
  return `${printableJson(JSON.stringify(value, null, 2))}\n`;
}

/** Values as JSON, one a line. */
export function ndjsonText(values: readonly unknown[]): string {
  return values.map((value) => `${printableJson(JSON.stringify(value))}\n`).join("");
}
