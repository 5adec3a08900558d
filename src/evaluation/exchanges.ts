import { integer, lognormal, uniform } from "./distributions.js";
import type { Exchange } from "./family.js";
import type { Random } from "./random.js";

/** A connection attempt that nobody answered: the log knows neither sizes nor a duration. */
const UNANSWERED: Exchange = { bytesOut: null, bytesIn: null, duration: null };

/**
 * An implant's check-in: the same request but for a few bytes, the same short answer unless a task waits (1 in 50).
 * 1 in 200 goes unanswered.
 */
export function checkInExchanges(random: Random): () => Exchange {
  const request = integer(random, 180, 620);
  const answer = integer(random, 90, 360);
  return () => {
    if (random() < 0.005) return UNANSWERED;
    const task = random() < 0.02;
    const bytesOut = request + integer(random, 0, 3) + (task ? integer(random, 200, 4000) : 0);
    const bytesIn = answer + (task ? bytes(random, 9000, 1) : 0);
    return { bytesOut, bytesIn, duration: seconds(random, task ? 1.5 : 0.25, 0.4) };
  };
}

/** Web objects: lognormal both ways, heavy to the client, kept open for seconds. 1 in 50 goes unanswered. */
export function webExchanges(random: Random): () => Exchange {
  const request = uniform(random, 500, 1500);
  const object = uniform(random, 4000, 30_000);
  return () => {
    if (random() < 0.02) return UNANSWERED;
    const bytesOut = bytes(random, request, 0.5);
    const bytesIn = bytes(random, object, 1.4);
    return { bytesOut, bytesIn, duration: seconds(random, 3, 1) };
  };
}

/** Attempts of which most fail: web objects where one gets through, 1 in 10. */
export function attemptExchanges(random: Random): () => Exchange {
  const page = webExchanges(random);
  return () => (random() < 0.9 ? UNANSWERED : page());
}

/** An agent's report: a status of much the same length, a receipt of always the same. */
export function reportExchanges(random: Random): () => Exchange {
  const status = uniform(random, 1200, 2400);
  const receipt = integer(random, 180, 320);
  return () => ({
    bytesOut: bytes(random, status, 0.12),
    bytesIn: receipt,
    duration: seconds(random, 0.4, 0.3),
  });
}

/** NTP: 48 bytes each way (RFC 5905 §7.3, without extensions). */
export function ntpExchanges(random: Random): () => Exchange {
  return () => ({ bytesOut: 48, bytesIn: 48, duration: seconds(random, 0.02, 0.3) });
}

function bytes(random: Random, median: number, sigma: number): number {
  return Math.round(lognormal(random, median, sigma));
}

/** Whole microseconds, as Zeek writes them. */
function seconds(random: Random, median: number, sigma: number): number {
  return Math.round(lognormal(random, median, sigma) * 1e6) / 1e6;
}
