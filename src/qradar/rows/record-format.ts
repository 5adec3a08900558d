import { formats } from "../../formats/index.js";

/** As much as a format is told by. */
const HEAD_BYTES = 1 << 16;
/** Those that rows are written in as well, of which their columns tell more. */
const OF_ROWS: ReadonlySet<string> = new Set(["qradar", "csv"]);

/**
 * Why bytes that are no answer of the query can be none: they are a log of single records. Undefined where no format of records is
 * recognised.
 *
 * @example whyRecords(new TextEncoder().encode("#separator \\x09\n")); // => "holds single records (zeek), not the query's rows; beaconry score reads those, and reference answers the query on them"
 */
export function whyRecords(bytes: Uint8Array): string | undefined {
  const head = bytes.subarray(0, HEAD_BYTES);
  const format = formats.find((one) => !OF_ROWS.has(one.id) && one.detect(head, {}) !== undefined);
  return format === undefined ? undefined : singleRecords(`records (${format.id})`);
}

/** What to say of records, which stand each for one connection. */
export function singleRecords(what: string): string {
  const hint = "beaconry score reads those, and reference answers the query on them";
  return `holds single ${what}, not the query's rows; ${hint}`;
}
