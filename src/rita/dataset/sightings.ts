import { Growing } from "../../columns/growing.js";
import { Triples } from "../../columns/triples.js";
import type { Span } from "./imports.js";

const NONE = -1;
const ints = (length: number) => new Int32Array(length);
const uints = (length: number) => new Uint32Array(length);
const doubles = (length: number) => new Float64Array(length);

/** In which imports things were met, and in which hours of their own time: all that RITA's windows ask. */
export class Sightings {
  /** Entries: thing, import, hour. */
  readonly #entries = new Triples();
  /** The latest entry of each thing. */
  readonly #latest = new Growing(ints);
  readonly #before = new Growing(ints);
  readonly #imports = new Growing(uints);
  readonly #firsts = new Growing(doubles);
  readonly #lasts = new Growing(doubles);

  /** Notes that thing number `thing` was met at `time` (epoch seconds). */
  add(thing: number, importNumber: number, time: number): void {
    const entry = this.#entries.id(thing, importNumber, startOfHour(time) / 3600);
    if (entry === this.#firsts.length) {
      while (this.#latest.length <= thing) this.#latest.push(NONE);
      this.#before.push(this.#latest.at(thing));
      this.#latest.set(thing, entry);
      this.#imports.push(importNumber);
      this.#firsts.push(time);
      this.#lasts.push(time);
    }
    if (time < this.#firsts.at(entry)) this.#firsts.set(entry, time);
    if (time > this.#lasts.at(entry)) this.#lasts.set(entry, time);
  }

  /** Whether a thing was met in an hour from `fromHour` on, by what import number `importNumber` knows. */
  met(thing: number, importNumber: number, fromHour: number): boolean {
    for (const { at, last } of this.#of(thing)) {
      if (at <= importNumber && last >= fromHour) return true;
    }
    return false;
  }

  /** Whether import number `importNumber` itself met a thing. */
  metIn(thing: number, importNumber: number): boolean {
    for (const { at } of this.#of(thing)) if (at === importNumber) return true;
    return false;
  }

  /** The first and the last time a thing was met, by what an import knows; an infinite span where it was not. */
  extent(thing: number, importNumber: number): Span {
    let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const { at, first, last } of this.#of(thing)) {
      if (at > importNumber) continue;
      start = Math.min(start, first);
      end = Math.max(end, last);
    }
    return { start, end };
  }

  *#of(thing: number): Generator<{ at: number; first: number; last: number }> {
    if (thing >= this.#latest.length) return;
    for (let entry = this.#latest.at(thing); entry !== NONE; entry = this.#before.at(entry)) {
      const at = this.#imports.at(entry);
      yield { at, first: this.#firsts.at(entry), last: this.#lasts.at(entry) };
    }
  }
}

/** The first second of the hour that a second is in. */
export function startOfHour(seconds: number): number {
  return seconds - (((seconds % 3600) + 3600) % 3600);
}
