import { rename, rm } from "node:fs/promises";
import { InputError } from "../errors.js";
import type { Warning } from "../intake.js";
import { type ArielClient, ArielError, type SearchProgress } from "../qradar/ariel/index.js";
import type { DrillDownQuery } from "../qradar/hand-over/drill-down.js";
import type { WrittenQueries } from "./drill-down.js";
import { EVENTS, eventsFile, PART } from "./drill-down-files.js";
import { endsAll } from "./ends-all.js";
import { type Failed, failures, noEvents } from "./fetch-warnings.js";
import { hasEvents } from "./has-events.js";
import type { Io } from "./io.js";
import { reasonOf } from "./named-file.js";
import { folderFile } from "./output-folder.js";
import { qradarProgress } from "./qradar-progress.js";
import { writePieces } from "./report.js";

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
  const outcomes: Outcome[] = [];
  const progress = qradarProgress(io, quiet);
  if (queries.length > 0) progress.announce(announcement(missing.length, queries.length));
  // Events that are there came of queries that the console took.
  let isAccepted = missing.length < queries.length;
  try {
    for (const one of missing) {
      const which = `${outcomes.length + 1} of ${missing.length}  `;
      const report: Report = (state) => progress.report(state, which);
      const outcome = await fetchOne(client, one, report, io.signal);
      outcomes.push(outcome);
      if (outcome.error !== undefined && endsOthers(outcome.error, outcome.isBegun, isAccepted))
        break;
      isAccepted ||= outcome.isBegun;
    }
  } finally {
    progress.clear();
  }
  const empty = outcomes.filter(({ error, rows }) => error === undefined && rows === 0);
  const failed = outcomes.flatMap(({ file, error }): Failed[] =>
    error === undefined ? [] : [{ file, reason: error.message }],
  );
  const fetching = { failed, notRun: missing.length - outcomes.length, all: missing.length };
  return [
    ...outcomes.flatMap(({ warnings }) => warnings),
    ...noEvents(
      empty.map(({ file }) => file),
      queries.length,
    ),
    ...failures(fetching, again),
  ];
}

/** What became of one search. */
interface Outcome {
  /** The file of its query. */
  readonly file: string;
  /** Whether the console accepted it. */
  readonly isBegun: boolean;
  /** How many events were fetched. */
  readonly rows: number;
  readonly warnings: readonly Warning[];
  /** What it failed with; undefined where its events are there. */
  readonly error: ArielError | InputError | undefined;
}

type Report = (state: SearchProgress) => void;

/** Runs one search and writes its events. Throws what the signal is aborted with, and what is no failure of a search or a file. */
async function fetchOne(
  client: ArielClient,
  { query: { file, aql }, path }: Missing,
  report: Report,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  const warnings: Warning[] = [];
  let last: SearchProgress | undefined;
  const pieces = client.text(aql, {
    onProgress(state) {
      last = state;
      report(state);
    },
    onWarning({ code, message }) {
      const retry = code === "partial" ? `; without ${path} --force fetches it again` : "";
      warnings.push({ code, message: `${file}: ${message}${retry}` });
    },
    ...(signal && { signal }),
  });
  const error = await writeWhole(pieces, path).then(
    () => undefined,
    (error: unknown) => {
      if (signal?.aborted || !isOfOne(error)) throw error;
      return error;
    },
  );
  return { file, isBegun: last !== undefined, rows: last?.fetched ?? 0, warnings, error };
}

/** A folder that cannot be written to takes none of the others either. */
function endsOthers(
  error: ArielError | InputError,
  isBegun: boolean,
  isAnotherAccepted: boolean,
): boolean {
  return error instanceof InputError || endsAll(error, isBegun, isAnotherAccepted);
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
