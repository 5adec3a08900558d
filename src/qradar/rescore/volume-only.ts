import { significant } from "../../text/units.js";
import type { Sign } from "./sign.js";

/** Rows that are high for their number of requests alone, with a mean in no band: 0. */
export const volumeOnly: Sign = ({ row, facts, rule, reason }) => {
  if (reason !== "volume") return undefined;
  const mean = facts.mean ?? 0;
  return {
    score: { id: "volume-only", value: 0, evidence: { count: row.count, volume: rule.volume } },
    sentences: [
      `It is high for volume alone: ${row.count} requests are more than ${rule.volume}, and its mean of ${significant(mean, 4)} s is in no band of the rule; any busy pair is.`,
    ],
  };
};
