import type { Detector } from "../detectors/index.js";
import type { Variant } from "../suite.js";
import { type BenignOutcome, benignOutcomeOf } from "./benign-outcome.js";
import type { Observation } from "./observe.js";
import { type Outcome, outcomeOf } from "./outcome.js";

/** What the observations of an evaluation come to. */
interface Summary {
  /** One for each detector. */
  readonly benign: readonly BenignOutcome[];
  /** By family, then by detector. */
  readonly families: readonly Outcome[];
  /** By variant, then by detector. */
  readonly variants: readonly Outcome[];
}

/** Measures every detector, on thresholds from its training observations, by family and by variant. */
export function summaryOf(
  detectors: readonly Detector[],
  variants: readonly Variant[],
  training: ReadonlyMap<string, readonly Observation[]>,
  report: ReadonlyMap<string, readonly Observation[]>,
): Summary {
  const parts = detectors.map((detector) => {
    const seen = report.get(detector.id) ?? [];
    const labelled = (label: string) => seen.filter(({ member }) => member.label === label);
    const [implants, benign] = [labelled("c2"), labelled("benign")];
    const outcome = benignOutcomeOf(
      detector,
      training.get(detector.id) ?? [],
      benign,
      labelled("benign-periodic"),
    );
    const on = (variant: Variant, whole: boolean) =>
      outcomeOf(
        {
          code: variant.code,
          family: variant.family.id,
          variant: whole ? null : variant.id,
          detector: detector.id,
          implants: implants.filter(({ member }) =>
            whole ? member.variant.code === variant.code : member.variant.id === variant.id,
          ),
          benign,
        },
        outcome,
      );
    return { outcome, on };
  });
  const oneOfEachFamily = variants.filter(
    ({ code }, i) => variants.findIndex((other) => other.code === code) === i,
  );
  return {
    benign: parts.map(({ outcome }) => outcome),
    families: oneOfEachFamily.flatMap((variant) => parts.map(({ on }) => on(variant, true))),
    variants: variants.flatMap((variant) => parts.map(({ on }) => on(variant, false))),
  };
}
