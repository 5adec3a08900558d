import { reasonOf } from "../../reference/confidence.js";
import type { Rule } from "../../reference/index.js";
import type { ResultRow } from "../result-row.js";
import type { Complaint } from "./complaint.js";
import type { RowCheck } from "./row-check.js";
import { ruledSpan } from "./row-spans.js";
import type { Span } from "./span.js";

/** What the rule says against the row's confidence, by its span and count. */
export function confidenceComplaint(row: ResultRow, check: RowCheck): Complaint[] {
  const { confidence, count } = row;
  if (confidence === null) return [];
  const { rule, modes } = check;
  const possible = new Set(
    modes.flatMap((mode) => {
      const spans = turningPoints(ruledSpan(row, mode, check), count, rule);
      return spans.map((span) => reasonOf({ ...rule, arithmetic: mode }, span, count));
    }),
  );
  const said = [...possible].map((reason) => (reason === "none" ? "medium" : "high"));
  if (said.includes(confidence.trim().toLowerCase() as "high" | "medium")) return [];
  const what = `it is "${confidence.slice(0, 40)}", by the rule ${said.join(" or ")} (${[...possible].join(" or ")})`;
  return [{ columns: ["BeaconConfidence"], what, isRuled: true }];
}

/** The ends of a span, and where in between the confidence may be another: a minute printed may hold the whole of a band. */
function turningPoints({ least, most }: Span, count: number, rule: Rule): number[] {
  if (least === most) return [least];
  const bounds = [...rule.bands.flat(), rule.volumeMaxInterval ?? 0];
  const between = bounds.map((seconds) => Math.round(seconds * 1000 * (count - 1)));
  return [least, most, ...between.filter((span) => span > least && span < most)];
}
