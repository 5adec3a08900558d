import { RuleError } from "../../errors.js";
import type { Warning } from "../../intake.js";
import type { Api } from "./api.js";
import { lifetime } from "./lifetime.js";
import { isFixed } from "./query-window.js";
import { resultPages } from "./result-pages.js";
import type { ArielRow } from "./rows-of.js";
import { completed, createSearch, isOver, type Search, shortcomings } from "./search.js";
import type { SearchState, SearchStatus } from "./search-state.js";
import { tidy } from "./tidy.js";

/** How far a query is. */
export interface SearchProgress {
  readonly status: SearchStatus;
  /** Percent of the search, 0 to 100. */
  readonly progress: number;
  /** Rows found so far. */
  readonly records: number;
  /** Stored records looked at so far. */
  readonly processed: number;
  /** Rows fetched so far; not 0 only when the search is complete. */
  readonly fetched: number;
  /** Whether the console does not answer at the moment, and is asked again. */
  readonly isStalled: boolean;
}

/** Options of a query. */
export interface SearchOptions {
  /** Cancels the search on the console, deletes it there, and ends the query with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SearchProgress) => void;
  /** Called with what a careful reader should know: `partial`, `search-reused`. */
  readonly onWarning?: (warning: Warning) => void;
  /** Rows fetched at a time. Default 10,000. */
  readonly pageSize?: number;
  /** Leaves the search on the console when it is complete; by default it is deleted. */
  readonly keep?: boolean;
}

/**
 * Runs a query and gives its rows page by page. The search is deleted when all rows are there, and cancelled and deleted when
 * something fails, the signal is aborted or the caller stops; one that was there before is left as it is.
 */
export async function* searchPages(
  api: Api,
  aql: string,
  options: SearchOptions,
): AsyncGenerator<readonly ArielRow[]> {
  const { pageSize = 10_000, keep = false, onProgress, onWarning } = options;
  if (!(Number.isSafeInteger(pageSize) && pageSize > 0)) {
    throw new RuleError("pageSize", ["expected a whole number over 0"]);
  }
  const life = lifetime(options.signal, api.deadlineMs, `${api.console}: the query`);
  let search: Search | undefined;
  let state: SearchState | undefined;
  let isDone = false;
  const tell = (fetched: number, isStalled = false) => {
    if (state === undefined) return;
    const { status, progress, records, processed } = state;
    onProgress?.({ status, progress, records, processed, fetched, isStalled });
  };
  try {
    search = await createSearch(api, aql, life.signal);
    if (search.isReused && !isFixed(aql)) onWarning?.(REUSED);
    state = await completed(api, search, life.signal, (next, isStalled) => {
      state = next;
      tell(0, isStalled);
    });
    const missing = shortcomings(state, api);
    if (missing !== "") onWarning?.(partial(missing));
    let fetched = 0;
    let isCounted = false;
    for await (const { rows, total } of resultPages(api, search.state.id, pageSize, life.signal)) {
      fetched += rows.length;
      isCounted ||= total !== undefined;
      tell(fetched);
      yield rows;
    }
    // With Content-Range the number of rows has been checked.
    if (!isCounted && fetched < state.records) {
      onWarning?.(partial(`it has ${state.records} rows and gave ${fetched}`));
    }
    isDone = true;
  } finally {
    life.end();
    const isOurs = search !== undefined && !search.isReused;
    if (isOurs && !(isDone && keep)) {
      await tidy(api, search!.state.id, !isOver(state ?? search!.state));
    }
  }
}

function partial(missing: string): Warning {
  const message = `the console's answer is incomplete: ${missing}`;
  return { code: "partial", message };
}

/** With START and STOP in the text it is the same answer whoever asks. */
const REUSED: Warning = {
  code: "search-reused",
  message:
    "the console answers with an earlier search of the same text, whose window ended when it was made: give START and STOP",
};
