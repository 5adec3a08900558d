import { InputError } from "../errors.js";
import { readResultFiles } from "../node/read-result-rows.js";
import type { ResultExport } from "../qradar/result-row.js";
import type { Io } from "./io.js";
import { rejectFile } from "./reject-file.js";
import type { RowOptions } from "./row-options.js";

/** Reads exported answers; throws an InputError when not one row of them could be accepted, and warns of a file of which none could. */
export async function readExports(
  inputs: readonly string[],
  options: RowOptions,
  io: Io,
): Promise<ResultExport[]> {
  const { rowTimeZone: timeZone, timeFormat, grouping, rowColumns, rejects: path } = options;
  const rejects = path === undefined ? undefined : rejectFile(path);
  try {
    const exports = await readResultFiles(inputs, {
      ...(timeZone !== undefined && { timeZone }),
      ...(timeFormat !== undefined && { timeFormat }),
      ...(grouping !== undefined && { grouping }),
      ...(rowColumns !== undefined && { columns: rowColumns }),
      ...(rejects !== undefined && { onReject: rejects.add }),
      ...(io.signal !== undefined && { signal: io.signal }),
    });
    const unread = exports.find(isUnread);
    if (unread !== undefined && exports.every(({ rows }) => rows.length === 0)) {
      throw new InputError(unread.file, unreadReason(unread));
    }
    return exports.map((one) => (isUnread(one) ? withReason(one) : one));
  } finally {
    rejects?.close();
  }
}

/** Whether it has rows, of which not one could be read. */
function isUnread({ rows, input }: ResultExport): boolean {
  return rows.length === 0 && input.rejected > 0;
}

function unreadReason({ warnings }: ResultExport): string {
  const rejected = warnings.find(({ code }) => code === "rejected");
  return `no row can be read; ${rejected?.message}`;
}

/** Beside exports that have rows, an unread one is told by what it would be an error of if it were alone. */
function withReason(unread: ResultExport): ResultExport {
  const { file, warnings } = unread;
  const message = `${file}: ${unreadReason(unread)}`;
  const told = warnings.map((one) => (one.code === "rejected" ? { ...one, message, file } : one));
  return { ...unread, warnings: told };
}
