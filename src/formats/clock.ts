import { InputError } from "../errors.js";
import { digits, isoUtc, seconds } from "./bytes.js";
import type { Sink } from "./format.js";
import { dateTime, isNumericTime, numericTime, type TimeUnit, unitOf } from "./time.js";

/**
 * Reads the times of one input. The unit of numbers is given, or told from the magnitude of the first one; a number in
 * another unit later on is then an InputError, since one of the two must be wrong.
 */
export class Clock {
  readonly #sink: Sink;
  readonly #given: TimeUnit | undefined;
  #seen: TimeUnit | undefined;

  constructor(sink: Sink, unit: TimeUnit | undefined) {
    this.#sink = sink;
    this.#given = sink.options.timeUnit ?? unit;
    this.#seen = this.#given;
  }

  /** Epoch milliseconds of the time that `bytes[start, end)` spell; −1 for any that `exact` must look at. */
  fast(bytes: Uint8Array, start: number, end: number): number {
    if (this.#seen === "s") {
      const time = seconds(bytes, start, end);
      // Ten digits are beyond doubt; fewer are seconds only where the format says so.
      if (time >= (this.#given === undefined ? 1e12 : 0)) return time;
    } else if (this.#seen === "ms" && end - start === 13) {
      const time = digits(bytes, start, end);
      if (time >= 0) return time;
    }
    return isoUtc(bytes, start, end);
  }

  /** Epoch milliseconds, or undefined for text that is no time. Throws an InputError for a second unit. */
  exact(text: string): number | undefined {
    if (!isNumericTime(text)) return dateTime(text, this.#sink.options.timeZone);
    const unit = this.#given ?? unitOf(Number(text));
    if (unit === undefined) return undefined;
    if (this.#seen !== undefined && unit !== this.#seen) {
      const { file, line } = this.#sink.intake;
      const reason = `times in ${this.#seen} and in ${unit} (${text.slice(0, 40)}); say which with --time-unit`;
      throw new InputError(file, reason, line);
    }
    this.#seen = unit;
    return numericTime(text, unit);
  }

  /** What a number that is no time in the unit of this input may be, as a hint to the reader; else nothing. */
  hint(text: string): string {
    const unit = isNumericTime(text) ? unitOf(Number(text)) : undefined;
    return unit === undefined || unit === this.#given ? "" : ` (in ${unit}? --time-unit says so)`;
  }
}
