import { FIELD, FIELDS, type FieldTexts } from "./fields.js";
import type { KeyMap } from "./key-map.js";

/** A parsed JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

const UNFOUND = Number.POSITIVE_INFINITY;
/** The strings and the numbers of valid JSON. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;
/** Digits that a double may not keep. */
const LONG_NUMBER = /\d{16}|\.\d{7}/;

/**
 * The exact path through JSON: the object that `text` spells, or the reason why it spells none. Numbers of very many digits
 * come as text, since a time is read from its digits.
 *
 * @example parseObject('{"ts": 1588205199.8243700001}'); // => { ts: "1588205199.8243700001" }
 * @example parseObject("[1]"); // => "not a JSON object"
 */
export function parseObject(text: string): JsonObject | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
    if (LONG_NUMBER.test(text)) value = JSON.parse(text.replace(TOKENS, quoted));
  } catch {
    return "broken JSON";
  }
  return isObject(value) ? value : "not a JSON object";
}

function quoted(token: string): string {
  return token.startsWith('"') ? token : `"${token}"`;
}

/** Whether a value is an object and no array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The wanted fields of an object as text. A nested object's values are known as `outer.inner` (`{"id":{"orig_h":…}}` is
 * `id.orig_h`); of an array the first value counts, where `keys` say so. Of several names of one field the best that has a
 * value counts, of names as good the last.
 */
export function textsOf(object: JsonObject, keys: KeyMap): FieldTexts {
  const texts: FieldTexts = new Array(FIELDS.length).fill(undefined);
  collect(object, "", keys, texts, new Array<number>(FIELDS.length).fill(UNFOUND));
  return texts;
}

function collect(
  object: JsonObject,
  prefix: string,
  keys: KeyMap,
  texts: FieldTexts,
  ranks: number[],
): void {
  for (const [key, given] of Object.entries(object)) {
    const name = prefix + key;
    const value = keys.lists && Array.isArray(given) ? given[0] : given;
    const field = keys.field(name);
    // A name may stand for a field in one record and for an object of fields in the next.
    if (isObject(value) && keys.reaches(name)) collect(value, `${name}.`, keys, texts, ranks);
    else if (field < 0) continue;
    else if (value === null || value === undefined) {
      // A direction that is there but null is not the same as none.
      if (field === FIELD.direction) texts[field] ??= "";
    } else if (keys.rank(name) <= (ranks[field] as number)) {
      ranks[field] = keys.rank(name);
      texts[field] = textOf(value);
    }
  }
}

/** Objects are no value of any field; what is in them may be endlessly deep. */
function textOf(value: unknown): string {
  if (typeof value !== "object") return String(value);
  return Array.isArray(value) ? "[…]" : "{…}";
}
