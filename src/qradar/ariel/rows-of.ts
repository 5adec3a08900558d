import { isObject } from "../../formats/json-texts.js";

/** A row of an answer, by the names that its query gives. */
export type ArielRow = Readonly<Record<string, unknown>>;

const DATABASES = ["events", "flows", "cursor"] as const;

/**
 * The rows in the body of an answer: the array itself, or what is named events, flows or cursor. The name is that of the database, so
 * where none of these is an array it is the first one of objects, and else the first of all. Undefined where there is none, or where a row
 * is no object.
 *
 * @example rowsOf({ flows: [{ a: 1 }] }); // => [{ a: 1 }]
 * @example rowsOf({ warnings: [], events: [{ a: 1 }] }); // => [{ a: 1 }]
 * @example rowsOf({ events: null }); // => undefined
 */
export function rowsOf(body: unknown): ArielRow[] | undefined {
  const list = isObject(body) ? listIn(body) : body;
  return isRows(list) ? list : undefined;
}

function listIn(body: Readonly<Record<string, unknown>>): unknown {
  const lists = Object.values(body).filter(Array.isArray);
  return (
    DATABASES.map((name) => body[name]).find(Array.isArray) ??
    lists.find((list) => list.length > 0 && isRows(list)) ??
    lists[0]
  );
}

function isRows(list: unknown): list is ArielRow[] {
  return Array.isArray(list) && list.every(isObject);
}
