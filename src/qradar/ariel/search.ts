import { type Api, ask, type Call, type Reply } from "./api.js";
import { ArielError } from "./ariel-error.js";
import { consoleText } from "./console-text.js";
import { grace } from "./grace.js";
import { backOff, retryAfter } from "./pause.js";
import { unexpected } from "./refusal.js";
import { retried } from "./retried.js";
import { parseSearch, type SearchState } from "./search-state.js";

/** A search on the console. */
export interface Search {
  readonly state: SearchState;
  /** Whether it was there before, as far as can be told: the console answers a text that it has seen lately with the search it made then. */
  readonly isReused: boolean;
}

const GRACE = 2000;
/** Servers refuse a request line and headers of 8 kB together. */
const LONGEST_URL = 6000;
/** With these the console itself says that it made no search. */
const MADE_NOTHING: ReadonlySet<number | null> = new Set([409, 429, 503]);
/** Ids become part of a path. */
const ID = /^[\w:-][\w.:-]{0,254}$/;

/**
 * Creates a search (`POST /api/ariel/searches`). A broken connection is no reason to give up: the same text gives the same search. One
 * that has run for longer than the request took was begun before it, and is somebody else's, unless an attempt of ours made it whose
 * answer was lost; a shorter one that was there before is not told from ours, and costs less than a request to make again. After an
 * abort the answer is waited for a little longer: without its id the search could not be cancelled.
 */
export async function createSearch(api: Api, aql: string, signal: AbortSignal): Promise<Search> {
  signal.throwIfAborted();
  let mayBeOurs = false;
  let begun = 0;
  const answered = grace(signal, GRACE);
  const work = async () => {
    begun = Date.now();
    try {
      return stateIn(await ask(api, creation(aql), answered.signal), api);
    } catch (error) {
      mayBeOurs ||= error instanceof ArielError && !MADE_NOTHING.has(error.status);
      throw error;
    }
  };
  const { state } = await retried(work, api, signal).finally(answered.end);
  if (!ID.test(state.id)) throw new ArielError(`${api.console}: a search id that is none`);
  const isEarlier = state.status === "CANCELED" || state.executionTime > Date.now() - begun;
  return { state, isReused: isEarlier && !mayBeOurs };
}

/** The query is a parameter of the URL, as IBM's reference has it; one too long for a URL goes as a form, which servlets take for the same. */
function creation(aql: string): Call {
  const form = new URLSearchParams({ query_expression: aql });
  const path = `/searches?${form}`;
  if (path.length <= LONGEST_URL) return { method: "POST", path };
  return { method: "POST", path: "/searches", form };
}

/**
 * Asks for a search until it is over, slower and slower; throws an ArielError unless it is complete. Meanwhile it runs, whether the
 * console can be reached or not, so that only the deadline ends the waiting; `onState` is then called with `isStalled`.
 */
export async function completed(
  api: Api,
  { state: begun, isReused }: Search,
  signal: AbortSignal,
  onState: (state: SearchState, isStalled: boolean) => void,
): Promise<SearchState> {
  const call = { method: "GET", path: pathOf(begun.id) } as const;
  const forever = { ...api, retries: Number.POSITIVE_INFINITY };
  let state = begun;
  let wait = 0;
  const stalled = () => onState(state, true);
  // What a search costs is not lost for one failure of the server: that is none of the search's, which has a state for it.
  const answered = () => ask(api, call, signal).catch(notAtOnce);
  const work = async () => {
    const answer = stateIn(await retried(answered, forever, signal, stalled), api);
    if (answer.state.id === begun.id) return answer;
    throw new ArielError(`${api.console}: asked for a search, it told of another`);
  };
  onState(state, false);
  for (let asked = 0; !isOver(state); asked++) {
    await api.sleep(Math.max(wait, backOff(asked)), signal);
    ({ state, wait } = await retried(work, api, signal, stalled));
    onState(state, false);
  }
  if (state.status !== "COMPLETED") throw ended(api, state, isReused);
  return state;
}

/**
 * Whether nothing will happen to a search any more.
 *
 * @example isOver({ status: "SORTING" }); // => false
 * @example isOver({ status: "CANCELED" }); // => true
 */
export function isOver({ status }: SearchState): boolean {
  return status === "COMPLETED" || status === "CANCELED" || status === "ERROR";
}

/**
 * The path of a search.
 *
 * @example pathOf("a:16"); // => "/searches/a%3A16"
 */
export function pathOf(id: string): string {
  return `/searches/${encodeURIComponent(id)}`;
}

/**
 * The messages of a search that mean that rows are missing, as text; empty where there is none.
 *
 * @example const late = { severity: "WARN", message: "timed out", contexts: ["ep17"] };
 * shortcomings({ messages: [late] }, { headers: {} }); // => "timed out ep17"
 * shortcomings({ messages: [{ ...late, severity: "INFO" }] }, { headers: {} }); // => ""
 */
export function shortcomings({ messages }: SearchState, { headers }: Api): string {
  const texts = messages
    .filter(({ severity }) => severity !== "INFO")
    .map(({ message, contexts }) => [message, ...contexts].join(" ").trim());
  return consoleText(texts.join("; "), 1000, headers);
}

/** The state in an answer, and how long the console asks to wait. */
function stateIn(
  { headers, body }: Reply,
  { console }: Api,
): { readonly state: SearchState; readonly wait: number } {
  const state = parseSearch(body);
  if (state === undefined) throw unexpected(console, headers, "a search's state");
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

function notAtOnce(error: unknown): never {
  if (!(error instanceof ArielError) || error.status !== 500) throw error;
  throw new ArielError(error.message, { ...error, transient: true });
}
