import { isObject } from "../../formats/json-texts.js";
import { amount, textOf } from "./values.js";

/** The states of a search; the last three are final. */
export type SearchStatus = "WAIT" | "EXECUTE" | "SORTING" | "COMPLETED" | "CANCELED" | "ERROR";

/** A message of a search, of a processor that did not answer for example. */
export interface SearchMessage {
  readonly severity: "INFO" | "WARN" | "ERROR";
  readonly code: string;
  readonly message: string;
  readonly contexts: readonly string[];
}

/** How far a search is. */
export interface SearchState {
  readonly id: string;
  readonly status: SearchStatus;
  /** Percent, 0 to 100. */
  readonly progress: number;
  /** Rows of the answer so far. */
  readonly records: number;
  /** Stored records looked at so far. */
  readonly processed: number;
  /** Milliseconds; over 0 once the search was begun. */
  readonly executionTime: number;
  readonly messages: readonly SearchMessage[];
}

const STATUSES: ReadonlySet<unknown> = new Set<SearchStatus>([
  ...(["WAIT", "EXECUTE", "SORTING", "COMPLETED", "CANCELED", "ERROR"] as const),
]);

/**
 * The state of a search as the API tells it (`GET /api/ariel/searches/{id}`). Undefined for what is no such object: without an id
 * or with a status that the documentation does not know.
 *
 * @example parseSearch({ search_id: "s16", status: "WAIT", progress: 46 }).progress; // => 46
 * @example parseSearch({ status: "WAIT" }); // => undefined
 */
export function parseSearch(body: unknown): SearchState | undefined {
  if (!isObject(body)) return undefined;
  const id = textOf(body.search_id) || textOf(body.cursor_id);
  if (id === "" || !STATUSES.has(body.status)) return undefined;
  return {
    id,
    status: body.status as SearchStatus,
    progress: Math.min(100, amount(body.progress)),
    records: amount(body.record_count),
    processed: amount(body.processed_record_count),
    executionTime: amount(body.query_execution_time),
    messages: messagesOf(body.error_messages),
  };
}

function messagesOf(value: unknown): SearchMessage[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isObject).map(({ severity, code, message, contexts }) => ({
    severity: severity === "INFO" || severity === "WARN" ? severity : "ERROR",
    code: textOf(code),
    message: textOf(message),
    contexts: Array.isArray(contexts) ? contexts.filter((text) => typeof text === "string") : [],
  }));
}
