import { OPEN_ARRAY, OPEN_OBJECT, skipBlank } from "../../formats/json-skip.js";
import type { Answer } from "./answer.js";
import { type JsonArrays, jsonArrays, knownKeys } from "./json-arrays.js";
import { JsonRows } from "./json-rows.js";
import { plainName } from "./plain-name.js";

/** So many of the query's columns at least are in any row. */
const ENOUGH = 6;
/** What an array of rows may be called where it is empty. */
const EMPTY = new Set(["events", "flows", "cursor", "rows", "searchresult"]);

/** The rows of a JSON document, or of one object after the other. */
export function jsonAnswer(bytes: Uint8Array): Answer {
  const arrays = jsonArrays(bytes);
  const rows = new JsonRows(bytes);
  const chosen = best(bytes, arrays) ?? { path: [], starts: [0] };
  const isBare = chosen.path.length === 0 && bytes[chosen.starts[0] as number] === OPEN_OBJECT;
  if (isBare) rows.read(chosen.starts[0] as number, false);
  else for (const start of chosen.starts) rows.read(start + 1, true);
  return {
    name: chosen.path.at(-1) ?? null,
    form: isBare ? "ndjson" : "json",
    columns: rows.columns.names,
    rows: rows.rows,
    bytes,
    cut: rows.cut,
  };
}

/**
 * The arrays that hold most of the query's columns. Our own `reference` writes the pairs that it does not return beside its rows:
 * where no array has what a row needs, an empty one that is called like rows is what was meant.
 */
function best(bytes: Uint8Array, arrays: readonly JsonArrays[]): JsonArrays | undefined {
  const ranked = arrays
    .map((array) => ({
      array,
      known: array.first === undefined ? 0 : knownKeys(bytes, array.first),
    }))
    .sort((a, b) => b.known - a.known);
  const [top] = ranked;
  if (top !== undefined && top.known >= ENOUGH) return top.array;
  const empty =
    arrays.find(
      ({ path, first }) => first === undefined && EMPTY.has(plainName(path.at(-1) ?? "")),
    ) ?? ((top?.known ?? 0) <= 1 ? soleArray(bytes, arrays) : undefined);
  if (empty !== undefined || top === undefined || top.known > 0) return empty ?? top?.array;
  const objects = arrays.find(({ path, first }) => path.length > 0 && first !== undefined);
  return strayArray(bytes) ?? objects ?? arrays[0];
}

/** The array of a document that has no other, nor any value in it, whatever it is called. */
function soleArray(bytes: Uint8Array, arrays: readonly JsonArrays[]): JsonArrays | undefined {
  const first = bytes.indexOf(OPEN_ARRAY);
  const isSole = first >= 0 && bytes.indexOf(OPEN_ARRAY, first + 1) < 0;
  return isSole ? arrays.find((array) => array.first === undefined) : undefined;
}

/** Rows in a document that is broken before them: the first array of objects with columns of the query. */
function strayArray(bytes: Uint8Array): JsonArrays | undefined {
  for (let at = bytes.indexOf(OPEN_ARRAY); at >= 0; at = bytes.indexOf(OPEN_ARRAY, at + 1)) {
    const first = skipBlank(bytes, at + 1, bytes.length);
    if (bytes[first] === OPEN_OBJECT && knownKeys(bytes, first) > 0) {
      return { path: [], starts: [at], first };
    }
  }
  return undefined;
}
