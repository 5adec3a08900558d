import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { DrillDownQuery } from "../qradar/hand-over/drill-down.js";

/** The file in the folder of a drill-down that lists its queries. */
export const LIST = "queries.ndjson";

/** The folder of fetched events within that of the queries. */
export const EVENTS = "events";

/** What the name of a file ends with that is not all there yet. */
export const PART = ".part";

/** A name that a query's file may have; a list may have been written by anybody, and what it names is removed. */
const NAME = /^\d{3,}_[\w.-]+\.aql$/;

type Listed = Pick<DrillDownQuery, "file" | "aql">;

/** The file with the events of a query. */
export function eventsFile(file: string): string {
  return file.replace(/\.aql$/, ".json");
}

/** What became of the queries of an older list. */
export interface OlderQueries {
  /** Files of those that are the same, by their new names. */
  readonly unchanged: ReadonlySet<string>;
  /** How many files of events went with the others. */
  readonly removed: number;
}

/**
 * Makes room for queries: removes those of the folder's list that are no more the same, with their events, and leaves all files that
 * no list of ours names. Events of a query that only has another number now go with it.
 */
export function withoutStale(folder: string, queries: readonly DrillDownQuery[]): OlderQueries {
  const wanted = new Map(queries.map(({ file, aql }) => [file, aql]));
  const before = listed(join(folder, LIST));
  const isSame = ({ file, aql }: Listed) => wanted.get(file) === aql;
  const kept = new Set(before.filter(isSame).map(({ file }) => file));
  const stale = before.filter((query) => !isSame(query));
  for (const { file } of stale) {
    rmSync(join(folder, file), { force: true });
    rmSync(`${eventsPath(folder, file)}${PART}`, { force: true });
  }
  const renamed = new Map(queries.map(({ file, aql }) => [aql, file]));
  const moved = new Set<string>();
  let removed = 0;
  for (const { file, aql } of stale) {
    const next = renamed.get(aql);
    const events = eventsPath(folder, file);
    if (!existsSync(events)) continue;
    if (next === undefined || kept.has(next)) {
      rmSync(events);
      removed++;
      continue;
    }
    // By way of another name: the new one may be that of events which are to move as well.
    renameSync(events, `${eventsPath(folder, next)}${PART}`);
    moved.add(next);
  }
  for (const file of moved) {
    const events = eventsPath(folder, file);
    renameSync(`${events}${PART}`, events);
  }
  return { unchanged: new Set([...kept, ...moved]), removed };
}

function eventsPath(folder: string, file: string): string {
  return join(folder, EVENTS, eventsFile(file));
}

function listed(path: string): Listed[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return [];
  }
  return text.split("\n").flatMap((line) => {
    try {
      const { file, aql } = JSON.parse(line);
      return NAME.test(file) && typeof aql === "string" ? [{ file, aql }] : [];
    } catch {
      return [];
    }
  });
}
