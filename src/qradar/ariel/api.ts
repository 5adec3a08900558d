import { ArielError } from "./ariel-error.js";
import { bodyText } from "./body-text.js";
import { hideTokenIn } from "./hide-token.js";
import { refusal, unexpected } from "./refusal.js";
import type { Patience } from "./retried.js";
import { unreachable } from "./unreachable.js";

/** A console and how to ask it. */
export interface Api extends Patience {
  /** As consoleUrl gives it. */
  readonly console: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
  /** So many milliseconds without a byte end a request. */
  readonly timeoutMs: number;
  /** So many milliseconds end a query. */
  readonly deadlineMs: number;
}

/** One request; the path begins behind `/api/ariel`. */
export interface Call {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly range?: string;
  /** A form's body. */
  readonly form?: URLSearchParams;
}

/** A success. */
export interface Reply {
  readonly headers: Headers;
  readonly body: unknown;
}

/** A page of 10,000 rows is some 5 MB; what is far larger would only fill the memory. */
const LONGEST_BODY = 1 << 27;
const LONGEST_ERROR = 1 << 16;

/**
 * Sends one request and gives what is in its JSON. Throws the signal's reason when it is aborted, and an ArielError for everything
 * else that goes wrong.
 */
export async function ask(api: Api, call: Call, signal: AbortSignal): Promise<Reply> {
  signal.throwIfAborted();
  const { console, timeoutMs } = api;
  const stop = new AbortController();
  const abort = () => stop.abort(signal.reason);
  const late = () => stop.abort(silent(console, timeoutMs));
  let timer = setTimeout(late, timeoutMs);
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(late, timeoutMs);
  };
  signal.addEventListener("abort", abort, { once: true });
  try {
    // A fetch that does not look at its signal is not waited for.
    return await Promise.race([exchange(api, call, stop.signal, again), aborted(stop.signal)]);
  } catch (error) {
    if (stop.signal.aborted) throw stop.signal.reason;
    if (error instanceof ArielError) throw hideTokenIn(error, api.headers);
    throw unreachable(console, error);
  } finally {
    signal.removeEventListener("abort", abort);
    clearTimeout(timer);
  }
}

async function exchange(
  api: Api,
  { method, path, range, form }: Call,
  signal: AbortSignal,
  onChunk: () => void,
): Promise<Reply> {
  const { console } = api;
  const response = await api.fetch(`${console}/api/ariel${path}`, {
    method,
    headers: { ...api.headers, ...(range !== undefined && { Range: range }) },
    redirect: "manual",
    credentials: "omit",
    signal,
    ...(form && { body: form }),
  });
  const { status, headers, ok } = response;
  const { text, isCut } = await bodyText(response, ok ? LONGEST_BODY : LONGEST_ERROR, onChunk);
  const isGeneral = method === "POST" && /^\/(searches|processors\/\w+)(\?|$)/.test(path);
  if (!ok) throw refusal(console, { status, headers, text, isGeneral, sent: api.headers });
  if (isCut) {
    const what = `an answer of more than ${LONGEST_BODY} bytes`;
    throw new ArielError(`${console}: ${what}: ask for fewer rows a page`);
  }
  try {
    return { headers, body: JSON.parse(text) };
  } catch {
    throw unexpected(console, headers, `${method} ${path.replace(/\?.*/, "")}`);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function silent(console: string, timeoutMs: number): ArielError {
  return new ArielError(`${console}: no answer for ${timeoutMs / 1000} s`, { transient: true });
}
