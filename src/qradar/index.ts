export { qradar, tableFromEvents } from "../formats/qradar.js";
export {
  type AnswerOptions,
  type ArielAnswer,
  type ArielClient,
  type ArielClientOptions,
  type ArielColumn,
  ArielError,
  type ArielRow,
  arielClient,
  minuteWindow,
  type QueryWindow,
  type SearchOptions,
  type SearchProgress,
  type SearchStatus,
  withWindow,
} from "./ariel/index.js";
export {
  type ArithmeticFound,
  checkExport,
  type ExportCheck,
  inferArithmetic,
  type RowTimes,
  type Span,
  spanOf,
  timesOf,
} from "./checks/index.js";
export {
  type DrillDown,
  type DrillDownOptions,
  type DrillDownQuery,
  drillDownQueries,
} from "./hand-over/drill-down.js";
export type { HandedFinding } from "./hand-over/handed-finding.js";
export { HAND_OVER_KINDS, type HandOverKind } from "./hand-over/kinds.js";
export { type PlacedRows, placedRows } from "./hand-over/placed-rows.js";
export { type HandOverView, handOverWarnings, renderHandOver } from "./hand-over/render.js";
export {
  leftOutWarning,
  type WorthIt,
  type WorthItOptions,
  worthIt,
} from "./hand-over/worth-it.js";
export {
  DEFAULT_FAMILIES,
  type Family,
  type HistoryRow,
  knownPairs,
  parseFamilies,
  type Range,
  type RescoredFinding,
  type RescoreOptions,
  type RescoreResult,
  rescore,
} from "./rescore/index.js";
export type { PrintedTime, ResultColumn, ResultExport, ResultRow } from "./result-row.js";
export { type ResultRowOptions, readResultRows } from "./rows/read-result-rows.js";
export { ruleBehind } from "./rule-behind.js";
