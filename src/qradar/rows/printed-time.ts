import { RuleError } from "../../errors.js";
import { isoOfParts, patternLetters, type TimeParts, timeParts } from "../../formats/leef-time.js";
import { dateTime, unitOf } from "../../formats/time.js";
import { isTimeZone } from "../../formats/zone.js";
import type { PrintedTime } from "../result-row.js";
import { numberOf } from "./numbers.js";
import { ZonedInstants } from "./zoned-instants.js";

const OFFSET = /(?:Z|UTC|[+-]\d{2}:?\d{2})$/;
const MINUTES = /^.{10}[T ]\d{2}:\d{2}(?!:)/;
const FRACTION = /[.,](\d+)/;

/** How an export prints its times. */
export interface TimeOptions {
  /**
   * Pattern of Java's SimpleDateFormat. Default: `yyyy-MM-dd HH:mm:ss`, also without seconds or with fractions of them, or as ISO 8601
   * has it, and epoch milliseconds.
   */
  readonly timeFormat?: string;
  /** IANA zone of times that name none. Default UTC. */
  readonly timeZone?: string;
}

/** Reads the times of one export. */
export class PrintedTimes {
  /** How many of them stand in an hour that their zone's clocks skip. */
  skipped = 0;
  readonly #zone: ZonedInstants;
  readonly #format: string | undefined;
  readonly #resolution: number;
  readonly #halfDays: boolean;

  /** Throws a RuleError for a zone or a pattern that cannot be one. */
  constructor({ timeFormat, timeZone = "UTC" }: TimeOptions = {}) {
    if (!isTimeZone(timeZone)) throw new RuleError("time zone", [`there is no ${timeZone}`]);
    this.#zone = new ZonedInstants(timeZone);
    this.#format = timeFormat;
    const letters = timeFormat === undefined ? [] : lettersOf(timeFormat);
    this.#resolution = resolutionOf(letters);
    this.#halfDays =
      letters.some((letter) => letter === "h" || letter === "K") && !letters.includes("a");
  }

  /**
   * The time that a text or a number stands for; undefined for what is no time in this format.
   *
   * @example new PrintedTimes().read("2026-11-23 08:00"); // => { text: "2026-11-23 08:00", ms: 1795420800000, resolution: 60000, others: [] }
   * @example new PrintedTimes().read("23/11/2026 08:00"); // => undefined
   */
  read(text: string): PrintedTime | undefined {
    if (this.#format !== undefined) return this.#inFormat(text, this.#format);
    const epoch = numberOf(text);
    if (!Number.isNaN(epoch)) {
      return unitOf(epoch) === "ms" && Number.isInteger(epoch) ? instant(epoch, text) : undefined;
    }
    const instants = this.#instants(text);
    return instants && printed(text, instants, isoResolution(text));
  }

  #inFormat(text: string, format: string): PrintedTime | undefined {
    const parts = timeParts(text, format);
    if (parts === undefined) return undefined;
    const halves = this.#halfDays ? ["AM", "PM"].map((a) => ({ ...parts, a })) : [parts];
    const instants: number[] = [];
    for (const half of halves) {
      const found = this.#instants(isoOf(half));
      if (found === undefined) return undefined;
      instants.push(...found);
    }
    return printed(text, instants, this.#resolution);
  }

  /** The instants of an ISO time, the first first. */
  #instants(iso: string): number[] | undefined {
    const wallClock = dateTime(iso);
    if (wallClock === undefined) return undefined;
    const whole = Math.floor(wallClock);
    if (OFFSET.test(iso)) return [whole];
    const { offsets, skipped } = this.#zone.at(whole);
    if (skipped) this.skipped++;
    return offsets.map((offset) => whole - offset);
  }
}

/**
 * Epoch milliseconds as a time that stands for no other.
 *
 * @example instant(1795420800000); // => { text: "1795420800000", ms: 1795420800000, resolution: 1, others: [] }
 */
export function instant(ms: number, text: string = String(ms)): PrintedTime {
  return { text, ms, resolution: 1, others: [] };
}

function printed(
  text: string,
  [ms, ...others]: readonly number[],
  resolution: number,
): PrintedTime | undefined {
  return ms === undefined ? undefined : { text, ms, resolution, others };
}

function isoOf(parts: TimeParts): string {
  return isoOfParts(parts, "");
}

function isoResolution(text: string): number {
  if (MINUTES.test(text)) return 60_000;
  const fraction = FRACTION.exec(text)?.[1] ?? "";
  return Math.max(1, 10 ** (3 - fraction.length));
}

function resolutionOf(letters: readonly string[]): number {
  if (letters.includes("S")) return 1;
  if (letters.includes("s")) return 1000;
  return letters.includes("m") ? 60_000 : 3_600_000;
}

/** The letters of a pattern; a RuleError for one that does not tell the date and the hour. */
function lettersOf(format: string): readonly string[] {
  const letters = patternLetters(format);
  if (letters === undefined) throw new RuleError("time format", [`cannot be read: ${format}`]);
  const hour = letters.some((letter) => "HkhK".includes(letter));
  const missing = [
    ...["y", "M", "d"].filter((letter) => !letters.includes(letter)),
    ...(hour ? [] : ["H"]),
  ];
  if (missing.length === 0) return letters;
  throw new RuleError("time format", [`tells no ${missing.join(", ")}: ${format}`]);
}
