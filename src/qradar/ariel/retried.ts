import { ArielError } from "./ariel-error.js";
import { backOff, type Sleep } from "./pause.js";

/** How often and with which waiting something is tried again. */
export interface Patience {
  readonly retries: number;
  readonly sleep: Sleep;
}

/** For something that costs the console much to have got so far: some five minutes. */
export const PATIENT = 65;

/**
 * What the work gives; it is done again, after a while, when it fails in a way that may pass, which `onTrouble` hears of. The last
 * failure is thrown, and told beside an ArielError with which the signal ends the waiting.
 */
export async function retried<T>(
  work: () => Promise<T>,
  { retries, sleep }: Patience,
  signal: AbortSignal,
  onTrouble?: () => void,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ArielError) || !error.transient || attempt >= retries) throw error;
      onTrouble?.();
      try {
        await sleep(Math.max(backOff(attempt), error.retryAfter), signal);
      } catch (reason) {
        if (!(reason instanceof ArielError)) throw reason;
        throw new ArielError(`${reason.message}; the last that went wrong: ${error.message}`);
      }
    }
  }
}
