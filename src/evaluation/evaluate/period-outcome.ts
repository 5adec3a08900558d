import type { Parameters } from "../family.js";
import { medianOf, type PeriodError, periodError } from "../metrics/index.js";
import type { Observation } from "./observe.js";

/** How well period and jitter were told; NaN where either side names none. */
export interface PeriodOutcome {
  /** The share of pairs for which a period was named. */
  readonly named: number;
  /** Median relative error of those within 10 % of the true one. */
  readonly medianError: number;
  /** Shares of those named: within 10 % of the truth, of another of its harmonics, and of neither. */
  readonly right: number;
  readonly harmonic: number;
  readonly wrong: number;
  /** Median absolute error of the jitter where the period is right. */
  readonly jitterError: number;
}

/** A family that knows how long its implants sleep. */
interface Truthful {
  readonly id: string;
  truth?(parameters: Parameters): {
    readonly periodSeconds: number;
    readonly jitter?: number | null;
  };
}

/** Compares the periods and jitters that were named with the true ones, where the family has some. */
export function periodOutcomeOf(implants: readonly Observation[]): PeriodOutcome {
  const known = implants.flatMap(({ member, answer }) => {
    const { family, parameters }: { family: Truthful; parameters: Parameters } = member.variant;
    const truth = family.truth?.(parameters);
    return truth === undefined || !(truth.periodSeconds > 0) ? [] : [{ truth, answer }];
  });
  const named = known.flatMap(({ truth, answer }) =>
    answer.periodSeconds === null || !(answer.periodSeconds > 0)
      ? []
      : [{ truth, answer, error: periodError(answer.periodSeconds, truth.periodSeconds) }],
  );
  const share = (holds: (error: PeriodError) => boolean) =>
    named.filter(({ error }) => holds(error)).length / named.length;
  const right = named.filter(({ error }) => error.multiple === 1);
  return {
    named: named.length / known.length,
    medianError: medianOf(right.map(({ error }) => error.relative)),
    right: share(({ multiple }) => multiple === 1),
    harmonic: share(({ multiple }) => multiple !== null && multiple !== 1),
    wrong: share(({ multiple }) => multiple === null),
    jitterError: medianOf(
      right.flatMap(({ truth, answer }) =>
        answer.jitter === null || truth.jitter === null || truth.jitter === undefined
          ? []
          : [Math.abs(answer.jitter - truth.jitter)],
      ),
    ),
  };
}
