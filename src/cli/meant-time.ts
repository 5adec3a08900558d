import { PrintedTimes } from "../qradar/rows/printed-time.js";
import { endTime } from "./end-time.js";

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const NUMBER = /^\d+(\.\d+)?$/;

/** The instants that a time on a command line may stand for; epoch milliseconds. */
export interface MeantTime {
  readonly first: number;
  readonly last: number;
  /** From where hours before it are counted: the end of a day, the latest instant of a time as it was written. */
  readonly hoursFrom: number;
  /** Whether clocks show it twice, so that an hour or so lies between the two. */
  readonly isTwice: boolean;
  /** Whether clocks skip it: it is taken as if they had not been set yet. */
  readonly isSkipped: boolean;
}

/**
 * From when to when a time may be that is given as `endTime` takes it: of one without seconds the whole minute, of one without
 * milliseconds the whole second, of a date the whole day of the zone. `now` and epoch milliseconds are exact. Undefined for what is no
 * time, `data` included.
 *
 * @example meantTime("2026-11-24T08:00:05", "UTC"); // => { first: 1795507205000, last: 1795507205999, hoursFrom: 1795507205000, isTwice: false, isSkipped: false }
 * @example meantTime("2026-10-25T02:30", "Europe/Berlin"); // => { first: 1792888200000, last: 1792891859999, hoursFrom: 1792891800000, isTwice: true, isSkipped: false }
 */
export function meantTime(text: string, timeZone: string): MeantTime | undefined {
  const ms = endTime(text, timeZone);
  if (ms === undefined || ms === "data") return undefined;
  if (text === "now" || NUMBER.test(text)) return exactly(ms);
  // A day may have 23 hours or 25: its last minute is looked up as well.
  if (DATE.test(text)) {
    const { first } = instantsOf(`${text}T00:00`, timeZone, ms);
    const { last } = instantsOf(`${text}T23:59`, timeZone, ms);
    return { first, last, hoursFrom: last + 1, isTwice: false, isSkipped: false };
  }
  return instantsOf(text, timeZone, ms);
}

function instantsOf(text: string, timeZone: string, otherwise: number): MeantTime {
  const times = new PrintedTimes({ timeZone });
  const time = times.read(text);
  if (time === undefined) return exactly(otherwise);
  const instants = [time.ms, ...time.others];
  const latest = Math.max(...instants);
  return {
    first: Math.min(...instants),
    last: latest + time.resolution - 1,
    hoursFrom: latest,
    isTwice: instants.length > 1,
    isSkipped: times.skipped > 0,
  };
}

function exactly(ms: number): MeantTime {
  return { first: ms, last: ms, hoursFrom: ms, isTwice: false, isSkipped: false };
}
