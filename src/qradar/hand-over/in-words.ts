import { spellBytes, spellSeconds, spellShare } from "../../text/units.js";
import type { HandedFinding } from "./handed-finding.js";

/** How often it comes: by its schedule where it keeps one, else on average; null for a single connection. */
export function everyInWords({
  periodSeconds,
  jitter,
  averageIntervalSeconds,
}: HandedFinding): string | null {
  if (periodSeconds !== null) {
    const varies = jitter !== null && jitter >= 0.005 ? ` with ${spellShare(jitter)} jitter` : "";
    return `every ${spellSeconds(periodSeconds)}${varies}`;
  }
  if (averageIntervalSeconds === null) return null;
  return `every ${spellSeconds(averageIntervalSeconds)} on average`;
}

/** What was sent and received, as far as it is known. */
export function bytesInWords({ bytesOut, bytesIn }: HandedFinding): string {
  const sent = bytesOut === null ? [] : [`${spellBytes(bytesOut)} sent`];
  const received = bytesIn === null ? [] : [`${spellBytes(bytesIn)} received`];
  return [...sent, ...received].join(", ");
}

/** What the reference query says of it, a sentence. */
export function queryInWords({ reference }: HandedFinding): string {
  const { returned, confidence, reason, dropped, detail } = reference;
  if (returned) {
    const because = reason === null || reason === "none" ? "" : ` (${reason})`;
    return `The reference query rates it ${confidence}${because}.`;
  }
  const why = [dropped, detail].filter((part) => part !== null).join(": ");
  return `The reference query does not return it${why === "" ? "" : ` (${why})`}.`;
}
