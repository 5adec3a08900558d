import { Memo } from "../columns/memo.js";
import { FIELD, type FieldName } from "./fields.js";

const utf8 = new TextDecoder();
const UNWANTED = -1;
const MOST_REMEMBERED = 10_000;

/** Finds the field that a property or column name stands for. */
export class KeyMap {
  readonly #fields: ReadonlyMap<string, number>;
  readonly #normalize: (key: string) => string;
  /** Field + 1 by the key's bytes as they were met, 0 for unwanted ones. */
  readonly #met = new Memo();
  #remembered = 0;

  /** `names` lists the known names of each field, as `normalize` makes them. */
  constructor(
    names: Partial<Record<FieldName, readonly string[]>>,
    normalize: (key: string) => string = (key) => key,
  ) {
    const entries = Object.entries(names).flatMap(([field, keys]) =>
      keys.map((key) => [normalize(key), FIELD[field as FieldName]] as const),
    );
    this.#fields = new Map(entries);
    this.#normalize = normalize;
  }

  /** The field of a key, −1 for an unwanted one. */
  field(key: string): number {
    return this.#fields.get(this.#normalize(key)) ?? UNWANTED;
  }

  /** The field of the key that `bytes[start, end)` spell. */
  fieldOfBytes(bytes: Uint8Array, start: number, end: number): number {
    const met = this.#met.get(bytes, start, end);
    if (met >= 0) return met - 1;
    const key = utf8.decode(bytes.subarray(start, end));
    const field = this.field(key);
    // A log whose keys are all different must not fill the memory.
    if (this.#remembered++ < MOST_REMEMBERED) this.#met.set(key, field + 1);
    return field;
  }
}

/** The known names of each field, with the user's own in place of those they replace. */
export function withOwnNames(
  names: Partial<Record<FieldName, readonly string[]>>,
  own: Partial<Record<FieldName, string>> | undefined,
): Partial<Record<FieldName, readonly string[]>> {
  const replaced = Object.entries(own ?? {}).map(([field, name]) => [field, [name]]);
  return { ...names, ...Object.fromEntries(replaced) };
}
