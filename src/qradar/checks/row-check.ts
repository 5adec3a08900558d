import type { Arithmetic, Rule } from "../../reference/index.js";
import type { ResultExport } from "../result-row.js";

/** What a row is checked by. */
export interface RowCheck {
  readonly rule: Rule;
  /** Modes that may hold: all of them where it is not known. */
  readonly modes: readonly Arithmetic[];
  readonly decimals: ResultExport["decimals"];
}
