import type { Sign } from "./sign.js";

/** Longer than this no office day is. */
const DAY_HOURS = 14;
const HALF = 0.5;
const BEGIN = 6;
const END = 20;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether first and last request lie in one office day (0) or the span goes beyond one (1). Reports only. */
export const activeHours: Sign = ({ facts: { first, last, spanMs }, timeZone }) => {
  const spanHours = spanMs / 3_600_000;
  if (spanHours < 4) return undefined;
  const [firstHour, lastHour] = [hourIn(first, timeZone), hourIn(last, timeZone)];
  const office =
    spanHours <= DAY_HOURS && firstHour >= BEGIN && lastHour < END && lastHour > firstHour;
  const value = office ? 0 : spanHours > DAY_HOURS ? 1 : HALF;
  return {
    score: { id: "active-hours", value, evidence: { firstHour, lastHour, spanHours } },
    // That a pair goes on beyond an office day is true of most rows, and does not tell whether it rests at night.
    sentences: () =>
      office ? [`All of it lies in one office day (${timeZone}), as people's work does.`] : [],
  };
};

function hourIn(ms: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone });
    formats.set(timeZone, format);
  }
  return Number(format.format(ms));
}
