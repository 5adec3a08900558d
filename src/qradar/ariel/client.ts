import type { Warning } from "../../intake.js";
import { type Api, ask } from "./api.js";
import { ArielError } from "./ariel-error.js";
import { type ArielClientOptions, apiOf } from "./client-options.js";
import { type ArielColumn, columnsOf } from "./columns-of.js";
import { lifetime } from "./lifetime.js";
import { unexpected } from "./refusal.js";
import { retried } from "./retried.js";
import type { ArielRow } from "./rows-of.js";
import { type SearchOptions, searchPages } from "./search-pages.js";

/** The whole answer to a query. */
export interface ArielAnswer {
  readonly rows: readonly ArielRow[];
  readonly warnings: readonly Warning[];
  /** Whether processors did not answer, so that rows are missing. */
  readonly partial: boolean;
}

/** Options of a query whose rows are held. */
export interface AnswerOptions extends SearchOptions {
  /** More rows than this are an ArielError, never a silent cut. Default 1,000,000. */
  readonly maxRows?: number;
}

/** A console that can be asked. Every promise rejects with an ArielError, or with the signal's reason once that is aborted. */
export interface ArielClient {
  /** Runs a query and gives its rows. */
  search(aql: string, options?: AnswerOptions): Promise<ArielAnswer>;
  /** Runs a query and gives its rows page by page, holding one at a time. To stop early is to cancel it. */
  pages(aql: string, options?: SearchOptions): AsyncGenerator<readonly ArielRow[]>;
  /** The same as text in pieces, `{"events":[…]}` with a row a line, which is what an export holds and `beaconry score` reads. */
  text(aql: string, options?: SearchOptions): AsyncGenerator<string>;
  /** The columns that a query would give, and their types; runs nothing. */
  columns(aql: string, options?: Pick<SearchOptions, "signal">): Promise<readonly ArielColumn[]>;
}

const MAX_ROWS = 1_000_000;

/**
 * A client of a console's Ariel API: creates a search, asks for it until it is complete, fetches its rows page by page, and deletes it. What
 * is out of order for a moment (503, a broken connection) is tried again, for as long as a query may take once its search runs. Throws a RuleError for options that make no sense.
 *
 * Source: IBM's reference of the API, versions 12.0 to 26.0, in which these endpoints are the same.
 *
 * @example const client = arielClient({ url: "https://console.example", token: "s3cret" });
 * Object.keys(client).sort(); // => ["columns", "pages", "search", "text"]
 */
export function arielClient(options: ArielClientOptions): ArielClient {
  const api = apiOf(options);
  const pages = (aql: string, searching: SearchOptions = {}) => searchPages(api, aql, searching);
  return {
    pages,
    search: (aql, searching) => wholeAnswer(api, pages, aql, searching),
    text: (aql, searching) => textOf(pages(aql, searching)),
    async columns(aql, { signal } = {}) {
      const life = lifetime(signal, api.deadlineMs, `${api.console}: the question`);
      try {
        return await askForColumns(api, aql, life.signal);
      } finally {
        life.end();
      }
    },
  };
}

async function wholeAnswer(
  api: Api,
  pages: ArielClient["pages"],
  aql: string,
  { maxRows = MAX_ROWS, ...options }: AnswerOptions = {},
): Promise<ArielAnswer> {
  const rows: ArielRow[] = [];
  const warnings: Warning[] = [];
  const onWarning = (warning: Warning) => {
    warnings.push(warning);
    options.onWarning?.(warning);
  };
  for await (const page of pages(aql, { ...options, onWarning })) {
    for (const row of page) rows.push(row);
    if (rows.length <= maxRows) continue;
    throw new ArielError(
      `${api.console}: more than ${maxRows} rows; raise the limit or ask for less`,
    );
  }
  return { rows, warnings, partial: warnings.some(({ code }) => code === "partial") };
}

async function* textOf(pages: AsyncIterable<readonly ArielRow[]>): AsyncGenerator<string> {
  let before = '{"events":[\n';
  for await (const rows of pages) {
    yield before + rows.map((row) => JSON.stringify(row)).join(",\n");
    before = ",\n";
  }
  yield before === ",\n" ? "\n]}\n" : '{"events":[]}\n';
}

async function askForColumns(
  api: Api,
  aql: string,
  signal: AbortSignal,
): Promise<readonly ArielColumn[]> {
  // The documentation has it as a query parameter, and shows no body here.
  const path = `/processors/aql_metadata?${new URLSearchParams({ query_expression: aql })}`;
  const work = () => ask(api, { method: "POST", path }, signal);
  const { headers, body } = await retried(work, api, signal);
  const columns = columnsOf(body);
  if (columns === undefined) throw unexpected(api.console, headers, "a query's columns");
  return columns;
}
