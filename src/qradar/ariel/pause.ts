/** Waits for so many milliseconds; rejects with the signal's reason as soon as that is aborted. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

const FIRST = 200;
const LONGEST = 5000;
/** A console that asks for more patience than this is asked again all the same. */
const LONGEST_ASKED = 300_000;

/** The real one. */
export const pause: Sleep = (ms, signal) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });

/**
 * Milliseconds to wait after so many attempts: 0.2 s, then half as much again each time, 5 s at most.
 *
 * @example [0, 1, 2, 20].map(backOff); // => [200, 300, 450, 5000]
 */
export function backOff(attempts: number): number {
  return Math.min(LONGEST, Math.round(FIRST * 1.5 ** attempts));
}

/**
 * Milliseconds that a `Retry-After` header asks for: whole seconds or a date (RFC 9110, section 10.2.3), five minutes at most. 0 without one
 * and for one that says neither.
 *
 * @example retryAfter("7"); // => 7000
 */
export function retryAfter(header: string | null): number {
  if (header === null) return 0;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return ms > 0 ? Math.min(ms, LONGEST_ASKED) : 0;
}
