import { zonedToUtc, zoneOffset } from "../../formats/zone.js";

const DAY = 86_400_000;
/** Clocks are set at full quarters of an hour, to offsets of full quarters. */
const QUARTER = 900_000;

/** When a zone's clocks show a time. */
export interface Instants {
  /** How far each instant is behind the wall clock as if it were UTC, the earliest instant first. */
  readonly offsets: readonly number[];
  /** Whether clocks never show it, since they are set forward over it. */
  readonly skipped: boolean;
}

/**
 * When the clocks of a zone show a time, given as if it were UTC: once; twice in the hour that autumn repeats; never in the hour
 * that spring skips, which counts as if the clocks had not been set yet. Times of one quarter of an hour are told together.
 */
export class ZonedInstants {
  readonly #zone: string;
  readonly #known = new Map<number, Instants>();

  constructor(timeZone: string) {
    this.#zone = timeZone;
  }

  /**
   * The offsets of a wall clock from its instants.
   *
   * @example new ZonedInstants("Europe/Berlin").at(Date.UTC(2026, 9, 25, 2, 30)).offsets; // => [7200000, 3600000]
   */
  at(wallClock: number): Instants {
    if (this.#zone === "UTC") return ALWAYS;
    const quarter = Math.floor(wallClock / QUARTER);
    let instants = this.#known.get(quarter);
    if (instants === undefined) {
      // A file with times of ever new years must not fill the memory.
      if (this.#known.size > 10_000) this.#known.clear();
      instants = instantsOf(quarter * QUARTER, this.#zone);
      this.#known.set(quarter, instants);
    }
    return instants;
  }
}

const ALWAYS: Instants = { offsets: [0], skipped: false };

function instantsOf(wallClock: number, timeZone: string): Instants {
  const near = [wallClock - DAY, wallClock + DAY].map((at) => zoneOffset(at, timeZone));
  // A time comes twice when clocks are set back: the larger offset, of the earlier instant, stands first.
  const offsets = [...new Set(near)].filter(
    (offset) => zoneOffset(wallClock - offset, timeZone) === offset,
  );
  if (offsets.length > 0) return { offsets, skipped: false };
  return { offsets: [wallClock - zonedToUtc(wallClock, timeZone)], skipped: true };
}
