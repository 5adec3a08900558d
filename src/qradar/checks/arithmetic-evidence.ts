import type { Arithmetic } from "../../reference/index.js";
import type { ResultExport } from "../result-row.js";
import { type Signs, signsIn } from "./arithmetic-signs.js";

/** Of more rows than so many times those there are nobody need be told. */
const FEASIBLE = 20;
/** So many rows were enough in each of thousands of simulated exports with times of milliseconds. */
const USUAL = 20;

/** What the mode that was found rests on, a sentence. */
export function toldBy(exports: readonly ResultExport[], mode: Arithmetic): string {
  const signs = signsIn(exports);
  if (mode === "double") return doubleBy(signs);
  const { floored, real } = signs;
  const why = wholeBy(signs);
  return mode === "integer"
    ? `${why}, and ${floored} averages theirs`
    : `${why}, but ${real} averages have theirs`;
}

function doubleBy({ all, fraction, telling, beyond }: Signs): string {
  if (fraction > 0) return `${fraction} of ${all} durations have a fraction of a second`;
  if (telling > 0) {
    return `${telling} averages, times the count less one, have a fraction of a second: durations have none or were rounded`;
  }
  return `${beyond} of ${all} durations are longer than their times: rounded, not cut`;
}

function wholeBy({ all, dropped }: Signs): string {
  if (dropped > 0) return `${dropped} of ${all} durations have lost a fraction of a second`;
  return all > 0 ? `all ${all} durations are whole` : "no average tells a fraction of a second";
}

/** Why two modes could not be told from one another; `needed`: with how many such rows they might. */
export function untoldBy(
  exports: readonly ResultExport[],
  modes: readonly [Arithmetic, Arithmetic],
  { rows, needed }: { readonly rows: number; readonly needed: number },
): string {
  if (rows === 0) return "no row has a duration or an average";
  const signs = signsIn(exports);
  const { all } = signs;
  const timed = exports.some((one) => one.rows.some((row) => row.durationSeconds !== null));
  if (timed && all === 0) return "no row has a duration that agrees with its times";
  const [one, other] = modes.toSorted();
  const likely = needed <= FEASIBLE * rows ? needed : USUAL;
  if (rows < USUAL && likely > rows) {
    const they = rows === 1 ? "row does" : "rows do";
    return `${rows} ${they} not tell ${one} from ${other}: some ${likely} would do, unless all times are whole seconds`;
  }
  if (other === "mixed" && one === "integer") {
    return `${wholeBy(signs)}, and no average tells whether it lost one, too`;
  }
  const { fraction, dropped, beyond } = signs;
  if (all === 0 || fraction + dropped + beyond > 0) {
    return `${rows} rows speak for ${one} about as much as for ${other}: some may be damaged`;
  }
  const same = `${one} and ${other} arithmetic give the same rows`;
  return `${all} of ${all} durations are whole and as long as their times: ${same} where all times are whole seconds`;
}
