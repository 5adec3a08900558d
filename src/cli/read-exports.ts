import { InputError } from "../errors.js";
import { readResultFiles } from "../node/read-result-rows.js";
import type { ResultExport } from "../qradar/result-row.js";
import type { Io } from "./io.js";
import { rejectFile } from "./reject-file.js";
import type { RowOptions } from "./row-options.js";

/** Reads exported answers; throws an InputError when not one row of them could be accepted. */
export async function readExports(
  inputs: readonly string[],
  options: RowOptions,
  io: Io,
): Promise<ResultExport[]> {
  const { timeZone, timeFormat, grouping, rowColumns, rejects: path } = options;
  const rejects = path === undefined ? undefined : rejectFile(path);
  try {
    const exports = await readResultFiles(inputs, {
      timeZone,
      ...(timeFormat !== undefined && { timeFormat }),
      ...(grouping !== undefined && { grouping }),
      ...(rowColumns !== undefined && { columns: rowColumns }),
      ...(rejects !== undefined && { onReject: rejects.add }),
      ...(io.signal !== undefined && { signal: io.signal }),
    });
    const rejected = exports.find(({ input }) => input.rejected > 0);
    const none = exports.every(({ rows }) => rows.length === 0);
    if (none && rejected !== undefined) {
      throw new InputError(rejected.file, `no row can be read; ${rejected.warnings[0]?.message}`);
    }
    return exports;
  } finally {
    rejects?.close();
  }
}
