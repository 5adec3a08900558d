import { PrintedTimes } from "../qradar/rows/printed-time.js";
import { endTime } from "./end-time.js";

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const NUMBER = /^\d+(\.\d+)?$/;

/** The instants that a time on a command line may stand for; epoch milliseconds. */
export interface MeantTime {
  readonly first: number;
  readonly last: number;
  /** Whether clocks show it twice, so that an hour or so lies between the two. */
  readonly isTwice: boolean;
}

/**
 * From when to when a time may be that is given as `endTime` takes it: of one without seconds the whole minute, of one without
 * milliseconds the whole second, of a date the whole day of the zone. `now` and epoch milliseconds are exact. Undefined for what is no
 * time, `data` included.
 *
 * @example meantTime("2026-11-24T08:00:05", "UTC"); // => { first: 1795507205000, last: 1795507205999, isTwice: false }
 * @example meantTime("2026-10-25T02:30", "Europe/Berlin"); // => { first: 1792888200000, last: 1792891859999, isTwice: true }
 */
export function meantTime(text: string, timeZone: string): MeantTime | undefined {
  const ms = endTime(text, timeZone);
  if (ms === undefined || ms === "data") return undefined;
  if (text === "now" || NUMBER.test(text)) return { first: ms, last: ms, isTwice: false };
  // A day may have 23 hours or 25: its last minute is looked up as well.
  if (DATE.test(text)) {
    const { first } = instantsOf(`${text}T00:00`, timeZone, ms);
    return { first, last: instantsOf(`${text}T23:59`, timeZone, ms).last, isTwice: false };
  }
  return instantsOf(text, timeZone, ms);
}

function instantsOf(text: string, timeZone: string, otherwise: number): MeantTime {
  const time = new PrintedTimes({ timeZone }).read(text);
  if (time === undefined) return { first: otherwise, last: otherwise, isTwice: false };
  const instants = [time.ms, ...time.others];
  return {
    first: Math.min(...instants),
    last: Math.max(...instants) + time.resolution - 1,
    isTwice: instants.length > 1,
  };
}
