import type { Warning } from "../../intake.js";
import type { Arithmetic, Rule } from "../../reference/index.js";
import { inferArithmetic } from "../checks/infer-arithmetic.js";
import type { ResultExport } from "../result-row.js";
import type { ArithmeticUsed } from "./rescored.js";

/** The arithmetic of all exports, and what checking their rows against themselves has to say. */
export function arithmeticUsed(
  exports: readonly ResultExport[],
  _rule: Rule,
  wanted: Arithmetic | "auto",
): { arithmetic: ArithmeticUsed; warnings: readonly Warning[] } {
  const warnings = exports.flatMap((one) => one.warnings);
  const arithmetic: ArithmeticUsed =
    wanted === "auto"
      ? inferArithmetic(exports)
      : { mode: wanted, source: "option", evidence: "as told" };
  return { arithmetic, warnings };
}
