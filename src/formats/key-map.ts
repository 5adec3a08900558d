import { FIELD, type FieldName } from "./fields.js";

interface Meaning {
  readonly field: number;
  readonly rank: number;
}

/** Tells which field a property or column name stands for. */
export class KeyMap {
  readonly #meanings: ReadonlyMap<string, Meaning>;
  /** What stands before the dots in names: of `id.orig_h`, `id`. */
  readonly #outer: ReadonlySet<string>;
  readonly #normalize: (key: string) => string;
  /** Whether the first value of an array stands for the array. */
  readonly lists: boolean;

  /** `names` lists the names of each field, first choice first; `lists`: of an array the first value counts. */
  constructor(
    names: Partial<Record<FieldName, readonly string[]>>,
    normalize: (key: string) => string = (key) => key,
    lists = false,
  ) {
    const entries = Object.entries(names).flatMap(([field, keys]) =>
      keys.map(
        (key, rank) => [normalize(key), { field: FIELD[field as FieldName], rank }] as const,
      ),
    );
    this.#meanings = new Map(entries);
    this.#outer = new Set(entries.flatMap(([name]) => outerOf(name)));
    this.#normalize = normalize;
    this.lists = lists;
  }

  /** The field of a key, −1 for an unwanted one. */
  field(key: string): number {
    return this.#meanings.get(this.#normalize(key))?.field ?? -1;
  }

  /** How good a name of its field a key is: 0 is the first choice. */
  rank(key: string): number {
    return this.#meanings.get(this.#normalize(key))?.rank ?? 0;
  }

  /** Whether an object under this key may hold wanted values. */
  reaches(key: string): boolean {
    return this.#outer.has(this.#normalize(key));
  }
}

/** `a` and `a.b` of `a.b.c`. */
function outerOf(name: string): string[] {
  const parts = name.split(".");
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join("."));
}

/** The known names of each field, with the user's own in place of those they replace. */
export function withOwnNames(
  names: Partial<Record<FieldName, readonly string[]>>,
  own: Partial<Record<FieldName, string>> | undefined,
): Partial<Record<FieldName, readonly string[]>> {
  const replaced = Object.entries(own ?? {}).map(([field, name]) => [field, [name]]);
  return { ...names, ...Object.fromEntries(replaced) };
}
