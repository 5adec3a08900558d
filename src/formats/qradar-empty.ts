import { isObject } from "./json-texts.js";

const LISTS = ["events", "flows"] as const;

/**
 * Whether a text is an answer of Ariel's without a record: an object with an empty list of events or flows, and nothing else but single
 * values and lists that are empty, too.
 *
 * @example isEmptyAnswer('{"search_id":"s16","events":[]}'); // => true
 * @example isEmptyAnswer('{"events":[],"rules":[1]}'); // => false
 */
export function isEmptyAnswer(text: string): boolean {
  if (!/^\s*\{/.test(text) || !LISTS.some((name) => text.includes(`"${name}"`))) return false;
  const document = parsed(text);
  if (!isObject(document) || !LISTS.some((name) => Array.isArray(document[name]))) return false;
  return Object.values(document).every((value) =>
    Array.isArray(value) ? value.length === 0 : !isObject(value),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
