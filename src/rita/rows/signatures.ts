import type { Triples } from "../../columns/triples.js";
import { type Index, indexOf, itemsOf } from "../dataset/groups.js";
import type { Reading } from "../dataset/reading.js";
import type { Sightings } from "../dataset/sightings.js";

/** Finds the signatures (user agent or JA3) that tell a group apart. */
export interface RareSignatures {
  /** One that a source used with this name alone; undefined where there is none. */
  ofName(source: number, name: number, importNumber: number, fromHour: number): string | undefined;
  /** One of requests without a Host to this end, which the source used with no other end. */
  ofEnd(source: number, end: number, importNumber: number, fromHour: number): string | undefined;
}

/** The rare signatures of a reading, in the hours that count. */
export function rareSignatures(reading: Reading): RareSignatures {
  const { endpoints, signatures } = reading;
  const names = new Uses(reading.signatureNames, reading.signatureNamesMet, endpoints.size);
  const ends = new Uses(reading.signatureEnds, reading.signatureEndsMet, endpoints.size);
  const bare = new Uses(reading.bareSignatures, undefined, endpoints.size);
  /** Of several, the one that sorts first: RITA leaves it open. */
  const least = (ids: readonly number[]) =>
    ids.map((signature) => signatures.texts[signature - 1] as string).sort()[0];
  return {
    ofName: (source, name, importNumber, fromHour) =>
      least(
        names
          .signatures(source, name)
          .filter((signature) => names.targets(source, signature, importNumber, fromHour) === 1),
      ),
    ofEnd: (source, end, importNumber, fromHour) =>
      least(
        bare
          .signatures(source, end)
          .filter((signature) => ends.targets(source, signature, importNumber, fromHour) === 1),
      ),
  };
}

/** Which signatures sources used with which targets. */
class Uses {
  readonly #signatures: Uint32Array;
  readonly #targets: Uint32Array;
  readonly #bySource: Index;
  readonly #met: Sightings | undefined;

  constructor(uses: Triples, met: Sightings | undefined, sources: number) {
    const { first, second, third } = uses.columns();
    this.#signatures = second;
    this.#targets = third;
    this.#bySource = indexOf(first, sources);
    this.#met = met;
  }

  /** What the source used with this target. */
  signatures(source: number, target: number): number[] {
    return Array.from(itemsOf(this.#bySource, source))
      .filter((use) => this.#targets[use] === target)
      .map((use) => this.#signatures[use] as number);
  }

  /** How many targets the source used a signature with. */
  targets(source: number, signature: number, importNumber: number, fromHour: number): number {
    return itemsOf(this.#bySource, source).filter(
      (use) =>
        this.#signatures[use] === signature &&
        this.#met?.met(use, importNumber, fromHour) !== false,
    ).length;
  }
}
