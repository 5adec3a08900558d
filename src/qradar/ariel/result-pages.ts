import { type Api, ask } from "./api.js";
import { ArielError } from "./ariel-error.js";
import { backOff } from "./pause.js";
import { unexpected } from "./refusal.js";
import { PATIENT, retried } from "./retried.js";
import { type ArielRow, rowsOf } from "./rows-of.js";
import { pathOf } from "./search.js";

/** Some rows of a search. */
export interface Page {
  readonly rows: ArielRow[];
  /** Rows of the whole answer; undefined where the console does not say. */
  readonly total: number | undefined;
}

/** "Search results not found. The search is still in progress." */
const STILL_RUNNING = 1003;

/**
 * The rows of a finished search, page by page (`GET /api/ariel/searches/{id}/results` with `Range: items=a-b`, both ends included).
 * A page is given when all of it is there and is asked for again when its connection breaks, so no row comes twice and none is
 * lost. The last page is that which ends where Content-Range says, or, without that, one that is not full.
 */
export async function* resultPages(
  api: Api,
  id: string,
  pageSize: number,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  for (let from = 0; ; ) {
    const { rows, total } = await page(api, id, from, pageSize, signal);
    if (rows.length > 0) yield { rows, total };
    from += rows.length;
    // A console that does not look at Range sends everything at once.
    if (total === undefined ? rows.length !== pageSize : from >= total) return;
    if (rows.length > 0) continue;
    throw new ArielError(
      `${api.console}: gives no rows from ${from} on, though there are ${total}`,
    );
  }
}

async function page(
  api: Api,
  id: string,
  from: number,
  pageSize: number,
  signal: AbortSignal,
): Promise<Page> {
  const patience = { ...api, retries: Math.max(api.retries, PATIENT) };
  for (let early = 0; ; early++) {
    try {
      return await retried(() => askForPage(api, id, from, pageSize, signal), patience, signal);
    } catch (error) {
      if (!(error instanceof ArielError)) throw error;
      // Behind the last row: RFC 9110, section 15.5.17.
      if (error.status === 416 && from > 0) return { rows: [], total: from };
      if (error.status !== 404 || error.code !== STILL_RUNNING) throw error;
      await api.sleep(backOff(early), signal);
    }
  }
}

async function askForPage(
  api: Api,
  id: string,
  from: number,
  pageSize: number,
  signal: AbortSignal,
): Promise<Page> {
  const range = `items=${from}-${from + pageSize - 1}`;
  const path = `${pathOf(id)}/results`;
  const { headers, body } = await ask(api, { method: "GET", path, range }, signal);
  const rows = rowsOf(body);
  if (rows === undefined) throw unexpected(api.console, headers, "a search's rows");
  const place = placeOf(headers.get("content-range"));
  const { first = from, last = 0, total } = place ?? {};
  if (first !== from || (from > 0 && rows.length > pageSize)) {
    throw new ArielError(`${api.console}: asked for rows from ${from} on, it gave others`);
  }
  if (total !== undefined && rows.length !== Math.min(last + 1, total) - first) {
    const message = `${api.console}: gave ${rows.length} rows where it says ${first} to ${last}`;
    throw new ArielError(message, { transient: true });
  }
  return { rows, total };
}

/** `items 0-49/1234`, or `items 0-49/*` (RFC 9110, section 14.4). */
function placeOf(
  header: string | null,
): { first: number; last: number; total: number | undefined } | undefined {
  const match = /^items[ =](\d+)-(\d+)\/(\d+|\*)$/.exec(header ?? "");
  if (match === null) return undefined;
  const [, first, last, total] = match;
  return {
    first: Number(first),
    last: Number(last),
    total: total === "*" ? undefined : Number(total),
  };
}
