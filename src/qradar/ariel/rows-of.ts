import { isObject } from "../../formats/json-texts.js";

/** A row of an answer, by the names that its query gives. */
export type ArielRow = Readonly<Record<string, unknown>>;

/**
 * The rows in the body of an answer: the array itself, or the first value that is one, whatever its name, since the name is that
 * of the database. Undefined where there is none, or where a row is no object.
 *
 * @example rowsOf({ flows: [{ a: 1 }] }); // => [{ a: 1 }]
 * @example rowsOf({ events: null }); // => undefined
 */
export function rowsOf(body: unknown): ArielRow[] | undefined {
  const list = isObject(body) ? Object.values(body).find(Array.isArray) : body;
  return Array.isArray(list) && list.every(isObject) ? list : undefined;
}
