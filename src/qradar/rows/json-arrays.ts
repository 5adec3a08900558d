import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COMMA,
  OPEN_ARRAY,
  OPEN_OBJECT,
  skipBlank,
  skipKey,
  skipString,
  skipValue,
} from "../../formats/json-skip.js";
import { knownColumns } from "./columns.js";

/** Deeper than any wrapping of an answer. */
const DEEPEST = 16;
const FEW_KEYS = 300;
const LOOKAHEAD = 1 << 16;
const utf8 = new TextDecoder();

/** Arrays of a document that stand under the same names, such as the pages of one answer. */
export interface JsonArrays {
  /** Names from the outside in, without positions in arrays. */
  readonly path: readonly string[];
  /** Where each begins: at its bracket. */
  readonly starts: number[];
  /** Where the first object in it begins; undefined while there was none. */
  first: number | undefined;
}

/** Where values stand: under which names, however often arrays come between. */
interface Place {
  readonly path: readonly string[];
  readonly within: Map<string, Place>;
  arrays: JsonArrays | undefined;
}

/**
 * The arrays of a document that are empty or begin with an object, as far as it is sound. What lies at the document's own level
 * counts as one array more, without a bracket: objects one after the other.
 */
export function jsonArrays(bytes: Uint8Array): JsonArrays[] {
  const found: JsonArrays[] = [];
  const top: Place = { path: [], within: new Map(), arrays: undefined };
  const end = bytes.length;
  let at = skipBlank(bytes, 0, end);
  if (bytes[at] === OPEN_OBJECT) found.push({ path: [], starts: [at], first: at });
  while (at >= 0 && at < end) {
    const behind = walk(bytes, at, top, found);
    at = behind < 0 ? behind : skipBlank(bytes, behind, end);
  }
  return found;
}

/** Behind the value at `start`, negative where it cannot be read; adds the arrays in it to those found. */
function walk(
  bytes: Uint8Array,
  start: number,
  place: Place,
  found: JsonArrays[],
  depth = 0,
): number {
  const end = bytes.length;
  const open = bytes[start];
  const isObject = open === OPEN_OBJECT;
  if ((!isObject && open !== OPEN_ARRAY) || depth === DEEPEST) return skipValue(bytes, start, end);
  let at = skipBlank(bytes, start + 1, end);
  if (!isObject) note(bytes, start, at, place, found);
  const close = isObject ? CLOSE_OBJECT : CLOSE_ARRAY;
  if (bytes[at] === close) return at + 1;
  for (;;) {
    let inside = place;
    if (isObject) {
      const value = skipKey(bytes, at, end);
      if (value < 0) return value;
      const nested = bytes[value] === OPEN_ARRAY || bytes[value] === OPEN_OBJECT;
      if (nested) inside = placeIn(place, keyAt(bytes, at));
      at = value;
    }
    at = walk(bytes, at, inside, found, depth + 1);
    if (at < 0) return at;
    at = skipBlank(bytes, at, end);
    if (bytes[at] === close) return at + 1;
    if (bytes[at] !== COMMA) return -1;
    at = skipBlank(bytes, at + 1, end);
  }
}

function placeIn({ path, within }: Place, key: string): Place {
  let place = within.get(key);
  if (place === undefined) {
    place = { path: [...path, key], within: new Map(), arrays: undefined };
    within.set(key, place);
  }
  return place;
}

/** Adds the array at `start`, whose content begins at `content`. */
function note(
  bytes: Uint8Array,
  start: number,
  content: number,
  place: Place,
  found: JsonArrays[],
): void {
  const isObject = bytes[content] === OPEN_OBJECT;
  if (!isObject && bytes[content] !== CLOSE_ARRAY) return;
  if (place.arrays === undefined) {
    place.arrays = { path: place.path, starts: [], first: undefined };
    found.push(place.arrays);
  }
  place.arrays.starts.push(start);
  if (isObject) place.arrays.first ??= content;
}

function keyAt(bytes: Uint8Array, start: number): string {
  const text = utf8.decode(bytes.subarray(start, skipString(bytes, start, bytes.length)));
  return JSON.parse(text) as string;
}

/** How many of the query's columns the object at `start` has, as far as it can be read. */
export function knownKeys(bytes: Uint8Array, start: number): number {
  const end = Math.min(bytes.length, start + LOOKAHEAD);
  const keys: string[] = [];
  let at = skipBlank(bytes, start + 1, end);
  while (keys.length < FEW_KEYS) {
    const value = skipKey(bytes, at, end);
    if (value < 0) break;
    keys.push(keyAt(bytes, at));
    const behind = skipValue(bytes, value, end);
    const comma = behind < 0 ? end : skipBlank(bytes, behind, end);
    if (bytes[comma] !== COMMA) break;
    at = skipBlank(bytes, comma + 1, end);
  }
  return knownColumns(keys);
}
