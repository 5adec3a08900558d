/** Longer than any line of the list. */
const LINE_BYTES = 1 << 16;
const LINE_FEED = 10;
const utf8 = new TextDecoder();

/** What to say of the list of queries that a drill-down writes beside them. */
export const DRILL_DOWN_LIST = "lists the queries of a drill-down, and holds no records";

/**
 * Whether bytes begin with a line of that list. A name proves nothing: logs of DNS are called `queries.ndjson`, too.
 *
 * @example isDrillDownList(new TextEncoder().encode('{"file":"001_a_b_443.aql","aql":"SELECT 1"}\n')); // => true
 */
export function isDrillDownList(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, LINE_BYTES);
  const end = head.indexOf(LINE_FEED);
  try {
    const { file, aql } = JSON.parse(utf8.decode(end < 0 ? head : head.subarray(0, end)));
    return typeof file === "string" && file.endsWith(".aql") && typeof aql === "string";
  } catch {
    return false;
  }
}
