import { RuleError } from "../../errors.js";

/** One entry as it was written, and where. */
export interface Entry {
  readonly at: string;
  readonly hash: string;
  readonly label: string;
}

const HASHES = ["hash", "fingerprint", "ja4", "ja3", "ja3s", "ja3n"];
const LABELS = ["label", "name", "description"];

/** The entries of a list in JSON: `{ hash: label }`, or an array of `[hash, label]` or of objects with a hash and a label. */
export function entriesOfJson(value: unknown): Entry[] {
  if (Array.isArray(value)) return value.map((item, i) => entryOf(item, `entry ${i + 1}`));
  if (typeof value !== "object" || value === null) {
    throw new RuleError("intel list", ["expected an object or an array"]);
  }
  return Object.entries(value).map(([hash, label], i) => ({
    at: `entry ${i + 1}`,
    hash,
    label: textOf(label),
  }));
}

function entryOf(item: unknown, at: string): Entry {
  if (Array.isArray(item)) return { at, hash: textOf(item[0]), label: textOf(item[1]) };
  if (typeof item !== "object" || item === null) return { at, hash: textOf(item), label: "" };
  return { at, hash: field(item, HASHES), label: field(item, LABELS) };
}

function field(item: object, names: readonly string[]): string {
  const name = names.find((key) => Object.hasOwn(item, key));
  return name === undefined ? "" : textOf((item as Record<string, unknown>)[name]);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
