/** RITA's words for a final score. */
export type Severity = "Critical" | "High" | "Medium" | "Low" | "None";

/**
 * The severity of a final score, which modifiers may have moved below 0 or above 1. Critical asks for more than 0.8: no
 * threat score reaches it without them.
 *
 * @example severityOf(0.8); // => "High"
 */
export function severityOf(finalScore: number): Severity {
  if (finalScore > 0.8) return "Critical";
  if (finalScore >= 0.6) return "High";
  if (finalScore >= 0.4) return "Medium";
  if (finalScore >= 0.2) return "Low";
  return "None";
}
