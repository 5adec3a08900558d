import {
  CLOSE_OBJECT,
  COMMA,
  OPEN_OBJECT,
  skipBlank,
  skipKey,
  skipString,
  skipValue,
} from "../../formats/json-skip.js";

/** Larger values are lists of things, which are read otherwise. */
const LARGEST = 1 << 16;
const MOST = 300;
const utf8 = new TextDecoder();

/**
 * The members of the object that a document begins with, as far as it is sound. A value of more than 64 KiB, or one that is broken, is
 * undefined.
 *
 * @example jsonMembers(new TextEncoder().encode('{"a":1,"b":[2')).has("b"); // => true
 */
export function jsonMembers(bytes: Uint8Array): Map<string, unknown> {
  const members = new Map<string, unknown>();
  const end = bytes.length;
  let at = skipBlank(bytes, 0, end);
  if (bytes[at] !== OPEN_OBJECT) return members;
  at = skipBlank(bytes, at + 1, end);
  while (at < end && bytes[at] !== CLOSE_OBJECT && members.size < MOST) {
    const value = skipKey(bytes, at, end);
    if (value < 0) return members;
    const key = JSON.parse(utf8.decode(bytes.subarray(at, skipString(bytes, at, end)))) as string;
    members.set(key, undefined);
    const behind = skipValue(bytes, value, end);
    if (behind < 0) return members;
    if (behind - value <= LARGEST) {
      members.set(key, JSON.parse(utf8.decode(bytes.subarray(value, behind))));
    }
    at = skipBlank(bytes, behind, end);
    if (bytes[at] !== COMMA) return members;
    at = skipBlank(bytes, at + 1, end);
  }
  return members;
}
