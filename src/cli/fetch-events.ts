import { existsSync } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { InputError } from "../errors.js";
import type { Warning } from "../intake.js";
import { type ArielClient, ArielError } from "../qradar/ariel/index.js";
import type { DrillDownQuery } from "../qradar/hand-over/drill-down.js";
import type { WrittenQueries } from "./drill-down.js";
import { EVENTS, eventsFile, PART } from "./drill-down-files.js";
import type { Io } from "./io.js";
import { reasonOf } from "./named-file.js";
import { folderFile } from "./output-folder.js";
import type { OutputOptions } from "./output-options.js";
import { qradarProgress } from "./qradar-progress.js";
import { writePieces } from "./report.js";

/** So many files are named in a warning. */
const NAMED = 3;
/** A file of no events is shorter. */
const LEAST_BYTES = 20;

/**
 * Lets the console answer each query, and writes its events to a file of the query's name in the folder `events`. A file has this
 * name once all of it is there; those of unchanged queries are left as they are.
 */
export async function fetchEvents(
  client: ArielClient,
  folder: string,
  { queries, unchanged }: WrittenQueries,
  { quiet }: OutputOptions,
  io: Io,
): Promise<Warning[]> {
  const warnings: Warning[] = [];
  const empty: string[] = [];
  const progress = qradarProgress(io, quiet === true);
  const fetchOne = async ({ file, aql }: DrillDownQuery, path: string) => {
    let rows = 0;
    const pieces = client.text(aql, {
      onProgress(state) {
        rows = state.fetched;
        progress.report(state);
      },
      onWarning({ code, message }) {
        const again = code === "partial" ? `; without ${path} --force fetches it again` : "";
        warnings.push({ code, message: `${file}: ${message}${again}` });
      },
      ...(io.signal && { signal: io.signal }),
    });
    await writeWhole(pieces, path);
    if (rows === 0) empty.push(file);
  };
  try {
    for (const query of queries) {
      const path = folderFile(folderFile(folder, EVENTS), eventsFile(query.file));
      if (unchanged.has(query.file) && (await hasEvents(path))) continue;
      try {
        await fetchOne(query, path);
      } catch (error) {
        if (!(error instanceof ArielError)) throw error;
        const hint = "with --force only what is missing is fetched";
        throw new ArielError(`${query.file}: ${error.message}; ${hint}`, error);
      }
    }
    return [...warnings, ...noEvents(empty, queries.length)];
  } finally {
    progress.clear();
  }
}

/** Writes a file that is there as a whole or not at all. */
async function writeWhole(pieces: AsyncIterable<string>, path: string): Promise<void> {
  const part = `${path}${PART}`;
  try {
    await writePieces(pieces, part);
    await rename(part, path).catch((error: unknown) => {
      throw new InputError(path, `cannot be written (${reasonOf(error)})`);
    });
  } finally {
    await rm(part, { force: true });
  }
}

async function hasEvents(path: string): Promise<boolean> {
  return existsSync(path) && (await stat(path)).size >= LEAST_BYTES;
}

function noEvents(files: readonly string[], all: number): Warning[] {
  if (files.length === 0) return [];
  const more = files.length > NAMED ? ` and ${files.length - NAMED} more` : "";
  const which = `${files.slice(0, NAMED).join(", ")}${more} (${files.length} of ${all} queries)`;
  const why = "time zone, retention, or the rights of the token";
  return [{ code: "no-events", message: `the console has no events for ${which}: ${why}` }];
}
