import { existsSync } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { InputError } from "../errors.js";
import type { Warning } from "../intake.js";
import { type ArielClient, ArielError } from "../qradar/ariel/index.js";
import type { DrillDownQuery } from "../qradar/hand-over/drill-down.js";
import type { WrittenQueries } from "./drill-down.js";
import { EVENTS, eventsFile, PART } from "./drill-down-files.js";
import { endsAll } from "./ends-all.js";
import { type Failed, failures, noEvents } from "./fetch-warnings.js";
import type { Io } from "./io.js";
import { reasonOf } from "./named-file.js";
import { folderFile } from "./output-folder.js";
import { qradarProgress } from "./qradar-progress.js";
import { writePieces } from "./report.js";

/** A file of no events is shorter. */
const LEAST_BYTES = 20;

/** Where events go. */
interface FetchOptions {
  /** The folder of the queries. */
  readonly folder: string;
  /** The command that fetches what is missing. */
  readonly again: string;
  readonly quiet: boolean;
}

/** A query whose events are not there yet. */
interface Missing {
  readonly query: DrillDownQuery;
  readonly path: string;
}

/**
 * Lets the console answer each query, and writes its events to a file of the query's name in the folder `events`. A file has this
 * name once all of it is there; those of unchanged queries are left as they are. A search that fails is told by the warning
 * `drill-down-failed`, and keeps the others back only where they would fail alike. Throws what the signal is aborted with.
 */
export async function fetchEvents(
  client: ArielClient,
  { queries, unchanged }: WrittenQueries,
  { folder, again, quiet }: FetchOptions,
  io: Io,
): Promise<Warning[]> {
  const missing: Missing[] = [];
  for (const query of queries) {
    const path = folderFile(folderFile(folder, EVENTS), eventsFile(query.file));
    if (!(unchanged.has(query.file) && (await hasEvents(path)))) missing.push({ query, path });
  }
  const warnings: Warning[] = [];
  const empty: string[] = [];
  const failed: Failed[] = [];
  const progress = qradarProgress(io, quiet);
  if (queries.length > 0) progress.announce(announcement(missing.length, queries.length));
  let run = 0;
  try {
    for (const { query, path } of missing) {
      const { file, aql } = query;
      const which = `${++run} of ${missing.length}  `;
      let isBegun = false;
      let rows = 0;
      const pieces = client.text(aql, {
        onProgress(state) {
          isBegun = true;
          rows = state.fetched;
          progress.report(state, which);
        },
        onWarning({ code, message }) {
          const retry = code === "partial" ? `; without ${path} --force fetches it again` : "";
          warnings.push({ code, message: `${file}: ${message}${retry}` });
        },
        ...(io.signal && { signal: io.signal }),
      });
      try {
        await writeWhole(pieces, path);
        if (rows === 0) empty.push(file);
      } catch (error) {
        if (io.signal?.aborted || !isOfOne(error)) throw error;
        failed.push({ file, reason: error.message });
        // A folder that cannot be written to takes none of the others either.
        if (error instanceof InputError || endsAll(error, isBegun)) break;
      }
    }
  } finally {
    progress.clear();
  }
  const fetching = { failed, notRun: missing.length - run, all: missing.length };
  return [...warnings, ...noEvents(empty, queries.length), ...failures(fetching, again)];
}

function announcement(missing: number, all: number): string {
  const searches = missing === 1 ? "1 search" : `${missing} searches`;
  const there = all > missing ? `; those of ${all - missing} of ${all} queries are there` : "";
  return `${searches} for events to run on the console${there}`;
}

function isOfOne(error: unknown): error is ArielError | InputError {
  return error instanceof ArielError || error instanceof InputError;
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
