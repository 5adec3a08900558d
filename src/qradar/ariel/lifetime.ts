import { ArielError } from "./ariel-error.js";

/** A signal of a search's own, and how to be done with it. */
export interface Lifetime {
  /** Aborted with the caller's, and when the time is over. */
  readonly signal: AbortSignal;
  end(): void;
}

/** Timers of more than this fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Begins the time that a search may take. `what` names it in the error. */
export function lifetime(outer: AbortSignal | undefined, ms: number, what: string): Lifetime {
  const own = new AbortController();
  const abort = () => own.abort(outer?.reason);
  const late = () => own.abort(new ArielError(`${what} took longer than ${ms / 1000} s`));
  const timer = setTimeout(late, Math.min(ms, LONGEST_TIMER));
  if (outer?.aborted) abort();
  else outer?.addEventListener("abort", abort, { once: true });
  return {
    signal: own.signal,
    end() {
      clearTimeout(timer);
      outer?.removeEventListener("abort", abort);
    },
  };
}
