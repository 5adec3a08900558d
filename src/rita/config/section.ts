import type { Kind } from "./kinds.js";

/** What each key of a section takes, by its name here; RITA's file has it in snake case. */
export type Section<T> = {
  readonly [K in keyof T]: T[K] extends number | boolean | string | readonly string[]
    ? Kind<T[K]>
    : Section<T[K]>;
};

/** Keys of RITA's that have no bearing on scores, and what they take; undefined for anything. */
export type Ignored = Readonly<Record<string, Kind<unknown> | undefined>>;

/** Where problems are put, each with the path of its key. */
export type Issues = string[];

/**
 * A section of RITA's file, completed from `defaults`. `ignored` are the paths of keys that are not kept. Every value that a
 * key does not take, and every key that is not RITA's, becomes an issue.
 */
export function readSection<T extends object>(
  section: Section<T>,
  value: unknown,
  defaults: T,
  { path = "", ignored = {}, issues }: { path?: string; ignored?: Ignored; issues: Issues },
): T {
  if (!isObject(value)) {
    issues.push(`${path === "" ? "" : `${path}: `}expected an object, got ${shown(value)}`);
    return defaults;
  }
  const known = new Map(keysOf(section).map((key) => [snakeCase(key), key]));
  const result = { ...defaults };
  for (const [name, given] of Object.entries(value)) {
    const at = path === "" ? name : `${path}.${name}`;
    const key = known.get(name);
    if (key === undefined) {
      checkIgnored(ignored, given, at, issues);
      continue;
    }
    const entry = section[key] as Kind<T[typeof key]> | Section<T[typeof key] & object>;
    const otherwise = defaults[key] as T[typeof key] & object;
    result[key] = isKind(entry)
      ? readKind(entry, given, otherwise, at, issues)
      : readSection(entry, given, otherwise, { path: at, ignored, issues });
  }
  return result;
}

function readKind<T>(kind: Kind<T>, value: unknown, otherwise: T, at: string, issues: Issues): T {
  const read = kind.read(value);
  if (read === undefined) issues.push(`${at}: expected ${kind.expected}, got ${shown(value)}`);
  return read ?? otherwise;
}

function checkIgnored(ignored: Ignored, value: unknown, at: string, issues: Issues): void {
  if (!Object.hasOwn(ignored, at)) {
    issues.push(`${at}: not a key of RITA's configuration`);
    return;
  }
  const kind = ignored[at];
  if (kind !== undefined) readKind(kind, value, undefined, at, issues);
}

function keysOf<T extends object>(section: Section<T>): (keyof T & string)[] {
  return Object.keys(section) as (keyof T & string)[];
}

function isKind<T>(entry: Kind<T> | Section<T & object>): entry is Kind<T> {
  return "read" in entry && typeof entry.read === "function";
}

/** `c2OverDnsDirectConn` → `c2_over_dns_direct_conn`. */
function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 60));
  if (Array.isArray(value)) return "a list";
  return isObject(value) ? "an object" : String(value);
}
