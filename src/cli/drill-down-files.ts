import { readFileSync, rmSync } from "node:fs";
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

/** The file with the events of a query. */
export function eventsFile(file: string): string {
  return file.replace(/\.aql$/, ".json");
}

/**
 * Makes room for queries: removes those of the folder's list that are no more the same, with their events, and leaves all files that
 * no list of ours names. Returns the files of the queries that are the same.
 */
export function withoutStale(folder: string, queries: readonly DrillDownQuery[]): Set<string> {
  const wanted = new Map(queries.map(({ file, aql }) => [file, aql]));
  const unchanged = new Set<string>();
  for (const { file, aql } of listed(join(folder, LIST))) {
    if (wanted.get(file) === aql) {
      unchanged.add(file);
      continue;
    }
    const events = join(folder, EVENTS, eventsFile(file));
    for (const path of [join(folder, file), events, `${events}${PART}`])
      rmSync(path, { force: true });
  }
  return unchanged;
}

function listed(path: string): Pick<DrillDownQuery, "file" | "aql">[] {
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
