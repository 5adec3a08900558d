import { Growing } from "../../columns/growing.js";
import { Triples } from "../../columns/triples.js";
import { indexOf, itemsOf } from "./groups.js";

const HOUR = 3600;
const doubles = (length: number) => new Float64Array(length);

/** How many responses did not fit their path, by group of names, import and hour. */
export class Mismatches {
  readonly #keys = new Triples();
  readonly #counts = new Growing(doubles);

  add(group: number, importNumber: number, time: number, count: number): void {
    const key = this.#keys.id(group, importNumber, Math.floor(time / HOUR));
    if (key === this.#counts.length) this.#counts.push(0);
    this.#counts.set(key, this.#counts.at(key) + count);
  }

  /** A function that tells how many a group had from an hour on, by what an import knows. */
  counter(groups: number): (group: number, importNumber: number, fromHour: number) => number {
    const { first, second, third } = this.#keys.columns();
    const byGroup = indexOf(first, groups);
    return (group, importNumber, fromHour) => {
      let sum = 0;
      for (const key of itemsOf(byGroup, group)) {
        if ((second[key] as number) > importNumber) continue;
        if ((third[key] as number) * HOUR >= fromHour) sum += this.#counts.at(key);
      }
      return sum;
    };
  }
}
