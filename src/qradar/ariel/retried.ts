import { ArielError } from "./ariel-error.js";
import { backOff, type Sleep } from "./pause.js";

/** How often and with which waiting something is tried again. */
export interface Patience {
  readonly retries: number;
  readonly sleep: Sleep;
}

/** What the work gives; it is done again, after a while, when it fails in a way that may pass. The last failure is thrown. */
export async function retried<T>(
  work: () => Promise<T>,
  { retries, sleep }: Patience,
  signal: AbortSignal,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ArielError) || !error.transient || attempt >= retries) throw error;
      await sleep(Math.max(backOff(attempt), error.retryAfter), signal);
    }
  }
}
