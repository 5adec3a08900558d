import { pairCount, pairOf } from "../../pairs.js";
import type { Baseline } from "../baselines/index.js";
import { type Detector, plainly } from "./detector.js";

/** The rule of another product, with its own threshold. */
export function baselineDetector(baseline: Baseline): Detector {
  return {
    id: baseline.id,
    reports: true,
    judge(table) {
      const [start, end] = endsOf(table.times);
      return Array.from({ length: pairCount(table) }, (_, index) => {
        const score = baseline.score(pairOf(table, index), { start, end });
        if (score === undefined) return undefined;
        const { value, evidence } = score;
        return plainly(value, baseline.flags(evidence), baseline.explain(evidence));
      });
    },
  };
}

function endsOf(times: Float64Array): [start: number, end: number] {
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const time of times) {
    if (time < start) start = time;
    if (time > end) end = time;
  }
  return [start, end];
}
