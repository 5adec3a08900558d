import { FIELD, FIELDS, type FieldTexts } from "./fields.js";
import type { KeyMap } from "./key-map.js";

/** A parsed JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The exact path through JSON: the object that `text` spells, or the reason why it spells none.
 *
 * @example parseObject("[1]"); // => "not a JSON object"
 */
export function parseObject(text: string): JsonObject | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "broken JSON";
  }
  return isObject(value) ? value : "not a JSON object";
}

/** Whether a value is an object and no array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The wanted fields of an object as text. A nested object's values are known as `outer.inner`
 * (`{"id":{"orig_h":…}}` is `id.orig_h`); the last of equal keys counts.
 */
export function textsOf(object: JsonObject, keys: KeyMap): FieldTexts {
  const texts: FieldTexts = new Array(FIELDS.length).fill(undefined);
  collect(object, "", keys, texts);
  return texts;
}

function collect(object: JsonObject, prefix: string, keys: KeyMap, texts: FieldTexts): void {
  for (const [key, value] of Object.entries(object)) {
    const field = keys.field(prefix + key);
    if (field >= 0) texts[field] = textOf(value, field);
    else if (prefix === "" && isObject(value)) collect(value, `${key}.`, keys, texts);
  }
}

function textOf(value: unknown, field: number): string | undefined {
  if (value === null || value === undefined) return field === FIELD.direction ? "" : undefined;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
