import type { InputSummary, Warning } from "../intake.js";
import type { RitaRows } from "../rita/rows/v5-rows.js";

const HOUR = 3600;
/** From this share of records on that the filters leave out, the networks may be wrong. */
const MOST = 0.9;

/** What a reader of RITA's rows should know about how they came to be. */
export function ritaWarnings({
  older,
  lead,
  input: { records, ignored },
  rolling,
  now,
  window,
}: Pick<RitaRows, "older" | "lead" | "window"> & {
  readonly input: InputSummary;
  readonly rolling: boolean;
  readonly now: number;
}): Warning[] {
  const warnings: Warning[] = [];
  const add = (code: string, message: string) => warnings.push({ code, message });
  if (lead > HOUR) {
    const hours = Math.round(lead / HOUR);
    add("late-record", `the newest record lies ${hours} h past all others, and the window with it`);
  }
  if (older > 0) {
    add(
      "before-window",
      `groups last met more than 24 h before the end: ${older}; RITA shows none of them`,
    );
  }
  if (ignored > MOST * records) {
    add(
      "filtered",
      `RITA's filters leave out ${ignored} of ${records} records; --internal adds internal networks`,
    );
  }
  if (rolling && window !== null && now < window.end) {
    add("now-early", "--now lies before the end of the logs: everything counts as new");
  }
  return warnings;
}
