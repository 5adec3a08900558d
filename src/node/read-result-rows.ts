import { InputError } from "../errors.js";
import type { Warning } from "../intake.js";
import type { ResultExport } from "../qradar/result-row.js";
import { type ResultRowOptions, readResultRows } from "../qradar/rows/read-result-rows.js";
import { BrokenInput } from "./broken-input.js";
import { DRILL_DOWN_LIST, isDrillDownList } from "./drill-down-list.js";
import { listFiles } from "./list-files.js";
import { openSource, type Source } from "./source.js";

/** Options of `readResultFiles`. */
export interface ResultFileOptions extends ResultRowOptions {
  /** Stops the reading; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** More than any answer of a console; what unzips to more is no answer. */
const MOST_BYTES = 1 << 30;

/**
 * Reads exported answers of the query, one export a file: files, directories (recursively) or `-` for standard input; gzip is
 * unzipped. Throws an InputError for a file that is none. Of a directory such files are skipped, with a warning in the first export (the
 * list of a drill-down's queries without one); when it has no other, that is an InputError, too.
 *
 * @example
 * const [today] = await readResultFiles(["rows.json"]);
 */
export async function readResultFiles(
  inputs: string | readonly string[],
  options: ResultFileOptions = {},
): Promise<ResultExport[]> {
  const exports: ResultExport[] = [];
  const skipped: InputError[] = [];
  const seen = new Set<string>();
  const paths = typeof inputs === "string" ? [inputs] : inputs;
  for (const input of paths) {
    for (const path of await listFiles([input])) {
      options.signal?.throwIfAborted();
      if (seen.has(path)) continue;
      seen.add(path);
      try {
        exports.push(await readFile(path, options));
      } catch (error) {
        // A path that stands for itself is a file that somebody named.
        if (path === input || !(error instanceof InputError)) throw error;
        skipped.push(error);
      }
    }
  }
  const [first, ...others] = exports;
  if (first === undefined) throw skipped[0] ?? new InputError(paths[0] ?? "input", "no files");
  const told = skipped.filter(({ reason }) => reason !== DRILL_DOWN_LIST).map(skipWarning);
  return [{ ...first, warnings: [...first.warnings, ...told] }, ...others];
}

async function readFile(path: string, options: ResultFileOptions): Promise<ResultExport> {
  const source = await opened(path);
  try {
    const { bytes, broken } = await bytesOf(source, options.signal);
    if (isDrillDownList(bytes)) throw new InputError(path, DRILL_DOWN_LIST);
    const read = readResultRows(path, bytes, options);
    return broken === undefined ? read : { ...read, warnings: [...read.warnings, broken] };
  } finally {
    await source.close();
  }
}

async function opened(path: string): Promise<Source> {
  try {
    return await openSource(path);
  } catch (error) {
    throw new InputError(path, reasonOf(error));
  }
}

/** All bytes of a source, or those before it is damaged. */
async function bytesOf(
  source: Source,
  signal: AbortSignal | undefined,
): Promise<{ bytes: Uint8Array; broken: Warning | undefined }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let broken: Warning | undefined;
  try {
    for await (const chunk of source.chunks()) {
      signal?.throwIfAborted();
      length += chunk.length;
      if (length > MOST_BYTES) throw new InputError(source.path, "more than 1 GiB of rows");
      chunks.push(chunk.slice());
    }
  } catch (error) {
    if (!(error instanceof BrokenInput)) throw error;
    const message = `${source.path}: ${error.message}; what came before was read`;
    broken = { code: "broken-input", message };
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return { bytes, broken };
}

function skipWarning({ file, reason, line }: InputError): Warning {
  const place = line === undefined ? file : `${file}:${line}`;
  return { code: "unknown-format", message: `${place}: ${reason}; skipped` };
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "no such file";
  if (code === "EACCES") return "permission denied";
  return error instanceof Error ? error.message : String(error);
}
