import type { EvaluateProgress } from "../evaluation/evaluate/index.js";
import type { Io } from "./io.js";

const ERASE = "\r\u001b[K";

/** A line on stderr, on a terminal only, that tells what the evaluation does. */
export function evaluationProgress(
  io: Io,
  quiet: boolean,
): { report(progress: EvaluateProgress): void; clear(): void } {
  if (quiet || io.stderr.isTTY !== true) return { report() {}, clear() {} };
  let isShown = false;
  return {
    report({ step, steps, doing }) {
      io.stderr.write(`${ERASE}${Math.floor((100 * step) / steps)} %  ${doing}`);
      isShown = true;
    },
    clear() {
      if (isShown) io.stderr.write(ERASE);
      isShown = false;
    },
  };
}
