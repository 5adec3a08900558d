export type { Connection, Direction } from "./connection.js";
export { BeaconryError, InputError, RuleError } from "./errors.js";
export type { InputSummary, IntakeOptions, Progress, Reject, Warning } from "./intake.js";
export { type Pair, pairCount, pairOf } from "./pairs.js";
export type { Context, Evidence, Score, Scorer } from "./score.js";
export type { ConnectionTable, OptionalColumns } from "./table.js";
export { ConnectionTableBuilder } from "./table-builder.js";
export { type TableFromOptions, tableFrom } from "./table-from.js";
