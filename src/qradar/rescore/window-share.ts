import { significant } from "../../text/units.js";
import type { Sign } from "./sign.js";

/** How much of the rule's window lies between the first and the last request. */
export const windowShare: Sign = ({ facts: { spanMs }, rule }) => {
  const hours = spanMs / 3_600_000;
  const value = Math.min(1, Math.max(0, hours / rule.hours));
  return {
    score: { id: "window-share", value, evidence: { spanHours: hours, windowHours: rule.hours } },
    sentences: () => {
      if (value <= 0.3) return [`It spans ${significant(hours)} of ${rule.hours} h only.`];
      return value >= 0.9 ? [`It spans the whole window of ${rule.hours} h.`] : [];
    },
  };
};
