import type { PrintedTime, ResultRow } from "../result-row.js";
import type { Span } from "./span.js";

/** Whole seconds, where the logs keep no less. */
const SECOND = 1000;

/**
 * How likely a row's printed times make it that its requests went on for a span: times within the second or the minute printed are all
 * equally likely. Of a second each, 08:00:00 to 08:01:00 are as likely under a minute as over it, and hardly ever near 59 or 61 s.
 * `tick`: 1, or 1000 where all times are of whole seconds, so that only whole ones are possible.
 */
export function timeOdds(row: ResultRow, { least, most }: Span, tick: number): number {
  const { firstMs, lastMs, firstSeen, lastSeen } = row;
  if (firstMs !== null && lastMs !== null) {
    const exact = lastMs - firstMs;
    return exact >= least && exact <= most && exact % tick === 0 ? 1 : 0;
  }
  const [before, after] = [firstSeen.resolution, lastSeen.resolution];
  const apart = instants(firstSeen).flatMap((first) => instants(lastSeen).map((ms) => ms - first));
  let odds = 0;
  for (const between of apart) {
    odds +=
      tick === 1
        ? below(most + 0.5 - between, before, after) - below(least - 0.5 - between, before, after)
        : wholeSeconds(between, { least, most }, before, after);
  }
  return odds / apart.length;
}

function instants({ ms, others }: PrintedTime): number[] {
  return [ms, ...others];
}

/** The share of spans that exceed the printed one by less than so much: the sum of two even distributions. */
function below(excess: number, before: number, after: number): number {
  const area = (ms: number) => Math.max(0, ms) ** 2 / 2;
  const sum = area(excess + before) - area(excess) - area(excess + before - after);
  return Math.min(1, (sum + area(excess - after)) / (before * after));
}

/** The same of whole seconds alone. */
function wholeSeconds(between: number, span: Span, before: number, after: number): number {
  const from = Math.ceil(Math.max(span.least, between - before) / SECOND) * SECOND;
  const to = Math.min(span.most, between + after);
  let odds = 0;
  for (let ms = from; ms <= to; ms += SECOND) {
    const excess = ms - between;
    const rise = Math.min(excess + before, after - excess, before, after);
    odds += Math.min(1, (SECOND * Math.max(0, rise)) / (before * after));
  }
  return odds;
}
