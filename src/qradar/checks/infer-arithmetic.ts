import type { Arithmetic } from "../../reference/index.js";
import type { ResultExport, ResultRow } from "../result-row.js";
import { isAbout } from "./numbers.js";

/** How the console divides, as far as its rows tell. */
export interface ArithmeticFound {
  readonly mode: Arithmetic | "undecidable";
  readonly source: "inferred" | "option";
  /** What it rests on, a sentence. */
  readonly evidence: string;
}

/** Where no printed second can tell, so many whole durations are no accident: one in a thousand each would be. */
const ENOUGH_WHOLE = 3;

/**
 * Tells from exported rows which of the three readings of its divisions a console follows.
 *
 * A duration with a fraction of a second is one that no division dropped: `double`. One that is a whole second short of its printed
 * times (FirstSeen 08:00:00.9, LastSeen 08:01:00.1 are 59.2 s, and print as 60 apart) had one: `integer` or `mixed`, which the
 * average tells. Where every duration is whole and equals the difference of its printed times, the data has whole seconds only;
 * `double` and `mixed` then give the same rows, and the answer is `undecidable`, unless dropped averages show `integer`. Only rows that
 * agree with themselves have a vote, and the majority decides, so that a few damaged cells do not.
 */
export function inferArithmetic(exports: readonly ResultExport[]): ArithmeticFound {
  const votes = {
    fraction: 0,
    dropped: 0,
    beyond: 0,
    whole: 0,
    unseen: 0,
    floored: 0,
    real: 0,
    raised: 0,
  };
  for (const { rows, decimals } of exports) {
    for (const row of rows) count(row, decimals, votes);
  }
  return decided(votes);
}

interface Votes {
  /** Durations with a fraction. */
  fraction: number;
  /** Whole durations that are shorter than the times. */
  dropped: number;
  /** Whole ones that are longer: rounded in printing. */
  beyond: number;
  /** Whole ones as long as the times. */
  whole: number;
  /** Whole ones, where times tell nothing. */
  unseen: number;
  /** Of whole durations: averages without their fraction, and with it. */
  floored: number;
  real: number;
  /** Averages rounded up in printing. */
  raised: number;
}

function count(row: ResultRow, decimals: ResultExport["decimals"], votes: Votes): void {
  const { durationSeconds: duration, averageIntervalSeconds: average, count: requests } = row;
  if (duration === null || duration < 0) return;
  const seconds = secondsApart(row);
  if (seconds !== undefined && Math.abs(duration - seconds) > 1) return;
  const exact = requests > 1 ? duration / (requests - 1) : 0;
  const whole = Number.isInteger(duration);
  if (average !== null) {
    const real = isAbout(average, exact, decimals.averageIntervalSeconds);
    const floored = average === Math.floor(exact);
    const raised = whole && average === Math.ceil(exact);
    if (!real && !raised && !(floored && whole)) return;
    if (whole && !Number.isInteger(exact)) {
      if (floored && !real) votes.floored++;
      else if (real && !floored && !raised) votes.real++;
      else if (raised && !real) votes.raised++;
    }
  }
  if (!whole) votes.fraction++;
  else if (seconds === undefined) votes.unseen++;
  else if (duration < seconds) votes.dropped++;
  else if (duration > seconds) votes.beyond++;
  else votes.whole++;
}

/** Seconds between the times as a clock prints them, a fraction where milliseconds are known; undefined where minutes are printed. */
function secondsApart({ firstMs, lastMs, firstSeen, lastSeen }: ResultRow): number | undefined {
  if (firstMs !== null && lastMs !== null) return (lastMs - firstMs) / 1000;
  const told = firstSeen.resolution <= 1000 && lastSeen.resolution <= 1000;
  const several = firstSeen.others.length > 0 || lastSeen.others.length > 0;
  return told && !several ? (lastSeen.ms - firstSeen.ms) / 1000 : undefined;
}

function decided(votes: Votes): ArithmeticFound {
  const { fraction, dropped, beyond, whole, unseen, floored, real, raised } = votes;
  const found = (mode: ArithmeticFound["mode"], evidence: string): ArithmeticFound => {
    return { mode, source: "inferred", evidence };
  };
  const all = fraction + dropped + beyond + whole + unseen;
  if (all === 0) return found("undecidable", "no row has a duration that agrees with its times");
  const of = (some: number) => `${some} of ${all} durations`;
  if (fraction > dropped && fraction >= unseen) {
    return found("double", `${of(fraction)} have a fraction of a second`);
  }
  if (beyond > 0 && beyond * 20 > dropped) {
    return found("undecidable", `${of(beyond)} are longer than their times: numbers were rounded`);
  }
  if (raised * 20 > floored && raised > 0) {
    return found("undecidable", `${raised} averages were rounded up in printing`);
  }
  const isDropped = dropped > fraction || (dropped === 0 && whole === 0 && unseen >= ENOUGH_WHOLE);
  const why =
    dropped > 0
      ? `${of(dropped)} have lost a fraction of a second`
      : `all ${all} durations are whole`;
  if (floored > real) return found("integer", `${why}, and ${floored} averages theirs`);
  if (isDropped && real > floored)
    return found("mixed", `${why}, but ${real} averages have theirs`);
  if (isDropped) {
    return found("undecidable", `${why}, and no average tells whether it lost one, too`);
  }
  const same = "double and mixed arithmetic give the same rows where all times are whole seconds";
  return found(
    "undecidable",
    `${of(whole + unseen)} are whole and as long as their times: ${same}`,
  );
}
