import { RuleError } from "../../errors.js";
import { type Detector, detectorsWith } from "../detectors/index.js";
import { DEFAULT_PREVALENCE, type Prevalence } from "../metrics/index.js";
import { SUITE, type Variant } from "../suite.js";
import type { BenignOutcome } from "./benign-outcome.js";
import { growthsIn, type Observation, observe } from "./observe.js";
import { type Amounts, reportOrders, trainingOrders } from "./orders.js";
import type { Outcome } from "./outcome.js";
import { summaryOf } from "./summary.js";
import { worldsOf } from "./world.js";

/** Options of `evaluate`. */
export interface EvaluateOptions {
  /** Default: `detectorsWith()`: Beaconry, its scorers one by one, and the baselines. */
  readonly detectors?: readonly Detector[];
  /** Default: all of SUITE. */
  readonly variants?: readonly Variant[];
  /** Default: "1" to "5". Each makes one set of pairs to set thresholds on, and another one to report on. */
  readonly seeds?: readonly string[];
  /** Pairs of each implant variant and seed; default 4. */
  readonly pairs?: number;
  /** Pairs without a schedule, of each seed and set; default 300. */
  readonly aperiodic?: number;
  /** Benign pairs on a schedule, of each seed; default 40. */
  readonly periodic?: number;
  /** Looked at between two steps. */
  readonly signal?: AbortSignal;
  /** Told before each step. */
  readonly onProgress?: (progress: EvaluateProgress) => void;
}

/** How far an evaluation is. */
export interface EvaluateProgress {
  readonly step: number;
  readonly steps: number;
  /** What comes now, in a few words. */
  readonly doing: string;
}

/** What `evaluate` finds. Where nothing was measured a number is NaN (null in JSON). */
export interface Evaluation {
  readonly settings: Amounts & {
    readonly seeds: readonly string[];
    readonly detectors: readonly string[];
    readonly prevalence: Prevalence;
  };
  /** One for each detector: its thresholds, and what it says of pairs that are no implants. */
  readonly benign: readonly BenignOutcome[];
  /** By family, then by detector. */
  readonly families: readonly Outcome[];
  /** By variant, then by detector. */
  readonly variants: readonly Outcome[];
}

/**
 * Measures detectors on simulated implants: all of them on the same series. Thresholds are set on pairs from the seeds
 * `train/…` and applied to pairs from the seeds `report/…`. The same options give the same numbers. Throws a RuleError that lists
 * everything wrong with the options, and the signal's reason when it is aborted.
 */
export async function evaluate(options: EvaluateOptions = {}): Promise<Evaluation> {
  const {
    detectors = detectorsWith(),
    variants = SUITE,
    seeds = ["1", "2", "3", "4", "5"],
  } = options;
  const { pairs = 4, aperiodic = 300, periodic = 40, signal, onProgress } = options;
  const amounts = { pairs, aperiodic, periodic };
  check({ detectors, variants, seeds, ...amounts });
  const steps = seeds.length * 2;
  const training = new Map<string, Observation[]>();
  const report = new Map<string, Observation[]>();
  let step = 0;
  const next = async (doing: string) => {
    await pause(signal);
    onProgress?.({ step: step++, steps, doing });
  };
  for (const seed of seeds) {
    await next(`training on seed ${seed}`);
    for (const world of worldsOf(`train/${seed}`, trainingOrders(`train/${seed}`, amounts))) {
      for (const detector of detectors) {
        add(training, detector.id, observe(detector, world, seed));
        await pause(signal);
      }
    }
  }
  for (const seed of seeds) {
    await next(`reporting on seed ${seed}`);
    const orders = reportOrders(`report/${seed}`, variants, amounts);
    for (const world of worldsOf(`report/${seed}`, orders)) {
      const growths = growthsIn(world);
      for (const detector of detectors) {
        add(report, detector.id, observe(detector, world, seed, growths));
        await pause(signal);
      }
    }
  }
  return {
    settings: {
      seeds,
      ...amounts,
      detectors: detectors.map(({ id }) => id),
      prevalence: DEFAULT_PREVALENCE,
    },
    ...summaryOf(detectors, variants, training, report),
  };
}

/** Lets everything else run, so that a signal can come. */
async function pause(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  signal?.throwIfAborted();
}

function add(to: Map<string, Observation[]>, id: string, observations: Observation[]): void {
  const known = to.get(id) ?? [];
  for (const observation of observations) known.push(observation);
  to.set(id, known);
}

function check({
  detectors,
  variants,
  seeds,
  ...amounts
}: Amounts & Required<Pick<EvaluateOptions, "detectors" | "variants" | "seeds">>): void {
  const issues: string[] = [];
  for (const [name, list] of Object.entries({ detectors, variants, seeds })) {
    const ids = list.map((item) => (typeof item === "string" ? item : item.id));
    if (ids.length === 0) issues.push(`${name}: none is given`);
    const twice = new Set(ids.filter((id, i) => ids.indexOf(id) !== i));
    for (const id of twice) issues.push(`${name}: ${JSON.stringify(id)} is given more than once`);
  }
  for (const [name, amount] of Object.entries(amounts)) {
    const least = name === "periodic" ? 0 : 1;
    if (Number.isInteger(amount) && amount >= least) continue;
    issues.push(`${name}: expected a whole number from ${least}, got ${amount}`);
  }
  if (issues.length > 0) throw new RuleError("evaluate", issues);
}
