import { BeaconryError, RuleError } from "../../errors.js";
import { ja3Value, ja4Value } from "../../fingerprints/values.js";
import type { ConnectionTable } from "../../table.js";
import { textsOf } from "../texts-of.js";
import { type Entry, entriesOfJson } from "./intel-json.js";
import { entriesOfLines } from "./intel-lines.js";

/** A list of fingerprints and what somebody holds them to be. */
export interface Intel {
  /** Distinct fingerprints. */
  readonly size: number;
  /** The label of a JA3, JA3S or JA4; several that the list has for it stand side by side. Undefined for one that is not on it. */
  labelOf(fingerprint: string): string | undefined;
}

/** So many problems are named one by one. */
const NAMED = 20;

const LONGEST = 200;

/**
 * A list of the caller's, from text: a line each with a hash and a label (`<hash> <label>` or `<hash>,<label>`, `#` begins a comment, a
 * CSV header may come first), or JSON: an object `{ hash: label }`, or an array of `[hash, label]` or `{ hash, label }`. Throws a
 * RuleError that lists what is no JA3, JA3S or JA4, or has no label. Lists of this kind contradict each other, and one hash is
 * many programs: a label is a hint.
 *
 * @example parseIntel("e7d705a3286e19ea42f587b344ee6865 Tor").labelOf("E7D705A3286E19EA42F587B344EE6865"); // => "Tor"
 */
export function parseIntel(text: string): Intel {
  const issues: string[] = [];
  const labels = new Map<string, Set<string>>();
  for (const { at, hash, label } of entriesOf(text)) {
    const value = canonical(hash);
    const name = cleaned(label);
    if (value === undefined) issues.push(`${at}: ${shown(hash)} is no JA3, JA3S or JA4`);
    else if (name === "") issues.push(`${at}: ${value} has no label`);
    else labels.set(value, (labels.get(value) ?? new Set()).add(name));
  }
  if (issues.length > 0) {
    const more = issues.length - NAMED;
    throw new RuleError("intel list", [
      ...issues.slice(0, NAMED),
      ...(more > 0 ? [`and ${more} more`] : []),
    ]);
  }
  const joined = new Map([...labels].map(([hash, names]) => [hash, [...names].sort().join(" / ")]));
  return {
    size: joined.size,
    labelOf: (fingerprint) => joined.get(canonical(fingerprint) ?? ""),
  };
}

/**
 * What the list says of a pair: of its client's fingerprints, the most frequent first, else of its server's. Null where none is on
 * it.
 */
export function intelOf(intel: Intel, table: ConnectionTable, pair: number): string | null {
  for (const column of ["fingerprint", "serverFingerprint"] as const) {
    for (const fingerprint of textsOf(table, column, pair)) {
      const label = intel.labelOf(fingerprint);
      if (label !== undefined) return label;
    }
  }
  return null;
}

function entriesOf(text: string): Iterable<Entry> {
  const content = text.replace(/^\uFEFF/, "");
  if (!/^\s*[[{]/.test(content)) return entriesOfLines(content);
  try {
    return entriesOfJson(JSON.parse(content));
  } catch (error) {
    if (error instanceof BeaconryError) throw error;
    throw new RuleError("intel list", [`not JSON: ${(error as Error).message}`]);
  }
}

function canonical(text: string): string | undefined {
  return ja4Value(text) ?? ja3Value(text);
}

/** Labels go into tables and sentences: one line, and not a long one. */
function cleaned(label: string): string {
  return label
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, " ")
    .trim()
    .slice(0, LONGEST);
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}
