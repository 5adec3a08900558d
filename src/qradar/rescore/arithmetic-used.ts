import type { Warning } from "../../intake.js";
import type { Arithmetic, Rule } from "../../reference/index.js";
import { checkExport, inferArithmetic } from "../checks/index.js";
import type { ResultExport } from "../result-row.js";
import type { ArithmeticUsed } from "./rescored.js";

/** The arithmetic of all exports, and what checking their rows against themselves has to say. */
export function arithmeticUsed(
  exports: readonly ResultExport[],
  rule: Rule,
  wanted: Arithmetic | "auto",
): { readonly arithmetic: ArithmeticUsed; readonly warnings: readonly Warning[] } {
  const arithmetic: ArithmeticUsed =
    wanted === "auto"
      ? inferArithmetic(exports)
      : { mode: wanted, source: "option", evidence: "as the options say" };
  const check = { rule, arithmetic: arithmetic.mode };
  const checked = exports.flatMap((exported) => checkExport(exported, check));
  return { arithmetic, warnings: [...checked, ...exports.flatMap(({ warnings }) => warnings)] };
}
