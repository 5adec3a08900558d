export type { BenignOutcome } from "./benign-outcome.js";
export {
  type CompareOptions,
  type Comparison,
  compare,
  type Disagreement,
  type Side,
} from "./compare.js";
export {
  type EvaluateOptions,
  type EvaluateProgress,
  type Evaluation,
  evaluate,
} from "./evaluate.js";
export {
  evaluateLabelled,
  type LabelledEvaluation,
  type LabelledOutcome,
  type LabelledResult,
} from "./labelled.js";
export { type LabelledPair, parseLabels } from "./labels.js";
export type { Delay, Outcome, Thresholds } from "./outcome.js";
export type { PeriodOutcome } from "./period-outcome.js";
