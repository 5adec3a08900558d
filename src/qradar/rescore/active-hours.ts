import type { Sign } from "./sign.js";

/** Longer than this no office day is. */
const DAY_HOURS = 14;
const HALF = 0.5;
const BEGIN = 6;
const END = 20;

const WEEKEND: ReadonlySet<string> = new Set(["Saturday", "Sunday"]);

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Whether first and last request lie in one office day (0) or the span goes beyond one (1); between them what is shorter and no office
 * day, as a Saturday or Sunday. Reports only.
 */
export const activeHours: Sign = ({ facts: { first, last, spanMs }, timeZone }) => {
  const spanHours = spanMs / 3_600_000;
  if (spanHours < 4) return undefined;
  const { day, hour: firstHour } = clockIn(first, timeZone);
  const { hour: lastHour } = clockIn(last, timeZone);
  const isDaytime =
    spanHours <= DAY_HOURS && firstHour >= BEGIN && lastHour < END && lastHour > firstHour;
  const isWeekend = WEEKEND.has(day);
  const office = isDaytime && !isWeekend;
  const value = office ? 0 : spanHours > DAY_HOURS ? 1 : HALF;
  return {
    score: { id: "active-hours", value, evidence: { firstHour, lastHour, spanHours } },
    // That a pair goes on beyond an office day is true of most rows, and does not tell whether it rests at night.
    sentences: () => {
      if (!isDaytime) return [];
      return isWeekend
        ? [`All of it lies in the daytime of a ${day} (${timeZone}): no sign of office work.`]
        : [`All of it lies in one office day (${timeZone}), as people's work does.`];
    },
  };
};

/** What clocks of the zone show: the English name of the day, and the hour. */
function clockIn(ms: number, timeZone: string): { day: string; hour: number } {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", {
      weekday: "long",
      hour: "2-digit",
      hourCycle: "h23",
      timeZone,
    });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  return { day: parts.get("weekday") ?? "", hour: Number(parts.get("hour")) };
}
