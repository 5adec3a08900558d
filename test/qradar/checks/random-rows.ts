import { randomFrom } from "../../../src/evaluation/random.js";
import { averageIntervalSeconds, durationSeconds } from "../../../src/reference/arithmetic.js";
import { reasonOf } from "../../../src/reference/confidence.js";
import { dateTimeFormat } from "../../../src/reference/date-time.js";
import { type Arithmetic, DEFAULT_RULE, type ReferenceRow } from "../../../src/reference/index.js";

export const START: number = Date.UTC(2026, 10, 22);
const DAY = 86_400_000;

export interface RandomRows {
  readonly seed: string | number;
  readonly rows: number;
  readonly arithmetic: Arithmetic;
  readonly timeZone?: string;
  /** What all times are multiples of, milliseconds. */
  readonly tick?: number;
  readonly start?: number;
}

/** Rows of a day as a console of this arithmetic would answer the query: those that HAVING lets through, in the query's order. */
export function randomRows(options: RandomRows): ReferenceRow[] {
  return randomNumbers(options).map((numbers) => referenceRow(options, numbers));
}

/** The columns that the improved query has beside. */
export interface ImprovedRow extends ReferenceRow {
  readonly FirstMs: number;
  readonly LastMs: number;
  readonly N: number;
  readonly RawEvents: number;
  readonly LogSources: number;
  readonly DistinctTimes: number;
}

/** The same rows with those. */
export function improvedRows(options: RandomRows): ImprovedRow[] {
  const random = randomFrom(`${options.seed}/improved`);
  return randomNumbers(options).map((numbers) => {
    const { first, span, count } = numbers;
    return {
      ...referenceRow(options, numbers),
      FirstMs: first,
      LastMs: first + span,
      N: count,
      RawEvents: count + (random() < 0.5 ? 0 : Math.floor(random() * count)),
      LogSources: 1 + Math.floor(random() * 3),
      DistinctTimes: count - (random() < 0.5 ? 0 : Math.floor(random() * (count - 1))),
    };
  });
}

interface Numbers extends ReturnType<typeof base> {
  readonly first: number;
  readonly span: number;
  readonly count: number;
  readonly out: number | null;
  readonly in: number | null;
}

function randomNumbers({ seed, rows, tick = 1, start = START }: RandomRows): Numbers[] {
  const random = randomFrom(`${seed}`);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const answer = Array.from({ length: rows }, (_, i) => {
    const count = random() < 0.5 ? between(16, 120) : between(16, 3000);
    const mean = random() < 0.3 ? [60, 300, 900][between(0, 2)] : between(1, 900);
    const most = Math.min(900_000 * (count - 1), DAY - between(1000, 600_000));
    const wished = (mean as number) * 1000 * (count - 1) + between(-9000, 9000);
    const span = Math.floor(Math.min(most, Math.max(1000 * (count - 1), wished)) / tick) * tick;
    const first = Math.floor((start + random() * (DAY - 1 - span)) / tick) * tick;
    return { ...base(i, random), count, first, span };
  });
  return answer
    .filter(({ count, span }) => span >= 1000 * (count - 1))
    .sort((a, b) => b.count - a.count)
    .map((numbers) => ({
      ...numbers,
      out: random() < 0.2 ? null : between(0, 20_000_000),
      in: random() < 0.2 ? null : between(0, 2_000_000_000),
    }));
}

const times = new Map<string, (ms: number) => string>();

function referenceRow(
  { arithmetic, timeZone = "UTC" }: RandomRows,
  numbers: Numbers,
): ReferenceRow {
  const { count, first, span, out, in: received, ...pair } = numbers;
  const time = times.get(timeZone) ?? dateTimeFormat(timeZone);
  times.set(timeZone, time);
  const rule = { ...DEFAULT_RULE, arithmetic };
  return {
    FirstSeen: time(first),
    LastSeen: time(first + span),
    ...pair,
    RequestCount: count,
    BytesSent: out,
    BytesReceived: received,
    DurationSeconds: durationSeconds(arithmetic, span),
    AvgIntervalSeconds: averageIntervalSeconds(arithmetic, span, count),
    BeaconConfidence: reasonOf(rule, span, count) === "none" ? "medium" : "high",
  };
}

function base(i: number, random: () => number) {
  return {
    sourceip: `10.1.${i >> 8}.${i & 255}`,
    destinationip: `203.0.113.${Math.floor(random() * 256)}`,
    destinationport: [80, 443, 8080, 8443][Math.floor(random() * 4)] as number,
  };
}
