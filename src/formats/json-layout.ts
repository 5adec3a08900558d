import { FIELD } from "./fields.js";
import type { Reader } from "./format.js";
import { JsonDocument } from "./json-document.js";
import { jsonLines } from "./json-lines.js";
import type { JsonInput } from "./json-records.js";
import { OPEN_ARRAY, OPEN_OBJECT, QUOTE, skipBlank, skipString } from "./json-skip.js";
import { isObject, parseObject } from "./json-texts.js";
import type { KeyMap } from "./key-map.js";

const COLON = 58;
const utf8 = new TextDecoder();

/**
 * A reader for JSON records, however they are packed: one a line, in a bare array, or in an array within objects
 * (`{"events":[…]}`), on one line or on many. The first bytes tell.
 */
export function jsonReader(head: Uint8Array, input: JsonInput): Reader {
  const opening = head[skipBlank(head, 0, head.length)];
  if (opening !== OPEN_OBJECT && opening !== OPEN_ARRAY) return jsonLines(input);
  const depth = recordDepth(head, input.keys) ?? 0;
  if (depth === 0 && hasRecordLine(head, input.keys)) return jsonLines(input);
  return new JsonDocument(depth, input);
}

/**
 * In how many arrays and objects the first object with a time, an endpoint or a port stands; undefined when there is none.
 *
 * @example recordDepth(new TextEncoder().encode('{"events":[{"ts":1}]}'), new KeyMap({ time: ["ts"] })); // => 2
 */
export function recordDepth(head: Uint8Array, keys: KeyMap): number | undefined {
  let depth = 0;
  for (let at = 0; at < head.length; at++) {
    const code = head[at];
    if (code === 123 || code === 91) depth++;
    else if (code === 125 || code === 93) depth = Math.max(0, depth - 1);
    else if (code === QUOTE) {
      const behind = skipString(head, at, head.length);
      if (behind < 0) continue;
      const isKey = head[skipBlank(head, behind, head.length)] === COLON;
      if (isKey && isNeeded(keys, utf8.decode(head.subarray(at + 1, behind - 1))))
        return Math.max(0, depth - 1);
      at = behind - 1;
    }
  }
  return undefined;
}

function isNeeded(keys: KeyMap, key: string): boolean {
  const field = keys.field(key);
  return field >= 0 && field <= FIELD.port;
}

/** Whether some line is a record by itself, if only by the look of its keys. */
function hasRecordLine(head: Uint8Array, keys: KeyMap): boolean {
  for (const line of utf8.decode(head).split("\n")) {
    const object = line.trim() === "" ? "" : parseObject(line);
    if (!isObject(object)) continue;
    const names = Object.keys(object);
    if (names.some((name) => keys.field(name) >= 0 || keys.reaches(name))) return true;
  }
  return false;
}
