import type { Pair } from "../../pairs.js";

/** What the rule looks at in one go. */
export const WINDOW_MS: number = 6 * 3_600_000;
const BUCKET_MS = 60_000;

/** A window in minutes, from the first to the last in which there was a connection. */
export interface Buckets {
  /** Connections in each. */
  readonly counts: Float64Array;
  /** Mean bytes of those with connections of known size. */
  readonly meanBytesOut: Float64Array;
  readonly meanBytesIn: Float64Array;
}

/**
 * A pair in windows of six hours that end with its last connection, the latest first; each as buckets of a minute. Windows without
 * connections are left out, so that a pair of years costs no more than its connections.
 */
export function bucketsOf({ times, bytesOut, bytesIn }: Pair): Buckets[] {
  const last = times[times.length - 1] ?? 0;
  const windows: Buckets[] = [];
  for (let to = times.length; to > 0; ) {
    const window = windowOf(last, times[to - 1] as number);
    let from = to - 1;
    while (from > 0 && windowOf(last, times[from - 1] as number) === window) from--;
    const minutes = times.subarray(from, to).map((time) => Math.floor(time / BUCKET_MS));
    const [first = 0] = minutes;
    const counts = new Float64Array((minutes[minutes.length - 1] ?? 0) - first + 1);
    for (const minute of minutes) counts[minute - first] = (counts[minute - first] as number) + 1;
    windows.push({
      counts,
      meanBytesOut: meanByMinute(minutes, bytesOut.subarray(from, to)),
      meanBytesIn: meanByMinute(minutes, bytesIn.subarray(from, to)),
    });
    to = from;
  }
  return windows;
}

function windowOf(last: number, time: number): number {
  return Math.floor((last - time) / WINDOW_MS);
}

function meanByMinute(minutes: Float64Array, bytes: Float64Array): Float64Array {
  const sums = new Map<number, [sum: number, count: number]>();
  for (let i = 0; i < minutes.length; i++) {
    const size = bytes[i] as number;
    if (!(size >= 0)) continue;
    const [sum, count] = sums.get(minutes[i] as number) ?? [0, 0];
    sums.set(minutes[i] as number, [sum + size, count + 1]);
  }
  return Float64Array.from(sums.values(), ([sum, count]) => sum / count);
}
