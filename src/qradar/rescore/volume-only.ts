import type { Sign } from "./sign.js";

/** Rows that are high for their number of requests alone, with a mean in no band: 0. */
export const volumeOnly: Sign = ({ row, rule, reason }) => {
  if (reason !== "volume") return undefined;
  return {
    score: { id: "volume-only", value: 0, evidence: { count: row.count, volume: rule.volume } },
    sentences: () => ["High for volume alone, as any busy pair is: its mean is in no band."],
  };
};
