import type { Warning } from "../../intake.js";
import type { Arithmetic, Rule } from "../../reference/index.js";
import { type ArithmeticFound, checkExport, inferArithmetic } from "../checks/index.js";
import type { ResultExport } from "../result-row.js";

interface Used {
  readonly arithmetic: ArithmeticFound;
  readonly warnings: readonly Warning[];
}

/** The arithmetic of all exports, and what checking their rows against themselves has to say. */
export function arithmeticUsed(
  exports: readonly ResultExport[],
  rule: Rule,
  wanted: Arithmetic | "auto",
): Used {
  const { arithmetic, warnings } =
    wanted === "auto"
      ? told(exports)
      : {
          arithmetic: { mode: wanted, source: "option", evidence: "as the options say" } as const,
          warnings: [],
        };
  const check = { rule, arithmetic: arithmetic.mode };
  const checked = exports.flatMap((exported) => checkExport(exported, check));
  const read = exports.flatMap((exported) => exported.warnings);
  return { arithmetic, warnings: [...warnings, ...checked, ...read] };
}

/** What rows tell goes before what their exports say of themselves; where they do not tell, all exports must say the same. */
function told(exports: readonly ResultExport[]): Used {
  const arithmetic = inferArithmetic(exports);
  const { mode, evidence } = arithmetic;
  if (mode !== "undecidable") return { arithmetic, warnings: denied(exports, arithmetic) };
  const [named, ...others] = new Set(exports.map((exported) => exported.arithmetic));
  if (named === undefined || others.length > 0) return { arithmetic, warnings: [] };
  const says = exports.length === 1 ? "the export says so" : "the exports say so";
  return {
    arithmetic: { mode: named, source: "inferred", evidence: `${says}; ${evidence}` },
    warnings: [],
  };
}

function denied(exports: readonly ResultExport[], { mode, evidence }: ArithmeticFound): Warning[] {
  return exports.flatMap(({ file, arithmetic: named }) => {
    if (named === undefined || named === mode) return [];
    const message = `${file}: it says ${named} arithmetic, and the rows ${mode}: ${evidence}`;
    return [{ code: "arithmetic-contradicted", message, file }];
  });
}
