import { type Api, ask, type Call } from "./api.js";
import { ArielError } from "./ariel-error.js";
import { grace } from "./grace.js";
import { hideToken } from "./hide-token.js";
import { backOff, retryAfter } from "./pause.js";
import { unexpected } from "./refusal.js";
import { retried } from "./retried.js";
import { parseSearch, type SearchState } from "./search-state.js";

/** A search on the console. */
export interface Search {
  readonly state: SearchState;
  /** Whether it was there before: the console answers a text that it has seen lately with the search it made then. */
  readonly isReused: boolean;
}

const GRACE = 2000;
/** Servers refuse a request line and headers of 8 kB together. */
const LONGEST_URL = 6000;
/** Ids become part of a path. */
const ID = /^[\w:-][\w.:-]*$/;

/**
 * Creates a search (`POST /api/ariel/searches`). A broken connection is no
 * reason to give up: the same text gives the same search. A new search has run for no time yet; one that has is somebody else's,
 * unless an earlier attempt of ours made it. After an abort the answer is waited for a little longer: without its id the search
 * could not be cancelled.
 */
export async function createSearch(api: Api, aql: string, signal: AbortSignal): Promise<Search> {
  signal.throwIfAborted();
  let attempts = 0;
  const answered = grace(signal, GRACE);
  const work = () => {
    attempts++;
    return askForState(api, creation(aql), answered.signal);
  };
  const { state } = await retried(work, api, signal).finally(answered.end);
  if (!ID.test(state.id)) throw new ArielError(`${api.console}: a search id that is none`);
  return { state, isReused: attempts === 1 && (state.executionTime > 0 || isOver(state)) };
}

/** The query is a parameter of the URL, as IBM's reference has it; one too long for a URL goes as a form, which servlets take for the same. */
function creation(aql: string): Call {
  const form = new URLSearchParams({ query_expression: aql });
  const path = `/searches?${form}`;
  if (path.length <= LONGEST_URL) return { method: "POST", path };
  return { method: "POST", path: "/searches", form };
}

/** Asks for a search until it is over, slower and slower; throws an ArielError unless it is complete. */
export async function completed(
  api: Api,
  { state: begun, isReused }: Search,
  signal: AbortSignal,
  onState: (state: SearchState) => void,
): Promise<SearchState> {
  let state = begun;
  let wait = 0;
  onState(state);
  for (let asked = 0; !isOver(state); asked++) {
    await api.sleep(Math.max(wait, backOff(asked)), signal);
    const path = pathOf(begun.id);
    const work = () => askForState(api, { method: "GET", path }, signal);
    ({ state, wait } = await retried(work, api, signal));
    onState(state);
  }
  if (state.status !== "COMPLETED") throw ended(api, state, isReused);
  return state;
}

/** Whether nothing will happen to a search any more. */
export function isOver({ status }: SearchState): boolean {
  return status === "COMPLETED" || status === "CANCELED" || status === "ERROR";
}

/** The path of a search. */
export function pathOf(id: string): string {
  return `/searches/${encodeURIComponent(id)}`;
}

/** The messages of a search that mean that rows are missing, as text; empty where there is none. */
export function shortcomings({ messages }: SearchState, { headers }: Api): string {
  const texts = messages
    .filter(({ severity }) => severity !== "INFO")
    .map(({ message, contexts }) => [message, ...contexts].join(" ").replace(/\s+/g, " ").trim());
  return hideToken(texts.join("; "), headers).slice(0, 1000);
}

async function askForState(
  api: Api,
  call: Parameters<typeof ask>[1],
  signal: AbortSignal,
): Promise<{ readonly state: SearchState; readonly wait: number }> {
  const { headers, body } = await ask(api, call, signal);
  const state = parseSearch(body);
  if (state === undefined) throw unexpected(api.console, headers, "a search's state");
  return { state, wait: retryAfter(headers.get("retry-after")) };
}

function ended(api: Api, state: SearchState, isReused: boolean): ArielError {
  const why = shortcomings(state, api);
  const what = state.status === "ERROR" ? "failed" : "was cancelled on the console";
  const parts = [
    `${api.console}: the search ${what}`,
    ...(why === "" ? [] : [why]),
    ...(isReused ? ["it is an earlier one of the same text: move the window by a minute"] : []),
  ];
  return new ArielError(parts.join(": "));
}
