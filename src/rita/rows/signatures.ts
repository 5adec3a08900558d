import type { Triples } from "../../columns/triples.js";
import { type Index, indexOf, itemsOf } from "../dataset/groups.js";
import type { Reading } from "../dataset/reading.js";
import type { Sightings } from "../dataset/sightings.js";
import { once } from "./once.js";

/** Finds the signatures (user agent or JA3) that tell a group apart. */
export interface RareSignatures {
  /** One that a source used with this name alone; undefined where there is none. */
  ofName(source: number, name: number, importNumber: number, fromHour: number): string | undefined;
  /** One of requests without a Host to this end, which the source used with no other end. */
  ofEnd(source: number, end: number, importNumber: number, fromHour: number): string | undefined;
}

/**
 * The rare signatures of a reading. How often one was used is asked of the hours that count; that the group itself used it, of all
 * hours: RITA looks no closer.
 */
export function rareSignatures(reading: Reading): RareSignatures {
  const { endpoints, signatures } = reading;
  const names = new Uses(reading.signatureNames, reading.signatureNamesMet, endpoints.size);
  const ends = new Uses(reading.signatureEnds, reading.signatureEndsMet, endpoints.size);
  const bare = new Uses(reading.bareSignatures, reading.bareSignaturesMet, endpoints.size);
  /** Of several, the one that sorts first: RITA leaves it open. */
  const least = (ids: readonly number[]) =>
    ids.map((signature) => signatures.texts[signature - 1] as string).sort()[0];
  return {
    ofName: (source, name, importNumber, fromHour) =>
      least(
        names
          .signatures(source, name, importNumber)
          .filter((signature) => names.targets(source, signature, importNumber, fromHour) === 1),
      ),
    ofEnd: (source, end, importNumber, fromHour) =>
      least(
        bare
          .signatures(source, end, importNumber)
          .filter((signature) => ends.targets(source, signature, importNumber, fromHour) === 1),
      ),
  };
}

/** More imports than there are. */
const IMPORTS = 2 ** 20;

/** Which signatures sources used with which targets. */
class Uses {
  readonly #signatures: Uint32Array;
  readonly #targets: Uint32Array;
  readonly #bySource: Index;
  readonly #met: Sightings;
  /** The uses of each source that was asked about, by target and by signature. */
  readonly #known = new Map<number, SourceUses>();

  constructor(uses: Triples, met: Sightings, sources: number) {
    const { first, second, third } = uses.columns();
    this.#signatures = second;
    this.#targets = third;
    this.#bySource = indexOf(first, sources);
    this.#met = met;
  }

  /** What the source is known to have used with this target. */
  signatures(source: number, target: number, importNumber: number): number[] {
    return (this.#of(source).byTarget.get(target) ?? [])
      .filter((use) => this.#met.met(use, importNumber, Number.NEGATIVE_INFINITY))
      .map((use) => this.#signatures[use] as number);
  }

  /** How many targets the source used a signature with; counted once for each import, whose window `fromHour` begins. */
  targets(source: number, signature: number, importNumber: number, fromHour: number): number {
    const { bySignature, counts } = this.#of(source);
    return once(counts, signature * IMPORTS + importNumber, () => {
      let count = 0;
      for (const use of bySignature.get(signature) ?? []) {
        if (this.#met.met(use, importNumber, fromHour)) count++;
      }
      return count;
    });
  }

  #of(source: number): SourceUses {
    const before = this.#known.get(source);
    if (before !== undefined) return before;
    const uses = [...itemsOf(this.#bySource, source)];
    const byTarget = grouped(uses, (use) => this.#targets[use] as number);
    const bySignature = grouped(uses, (use) => this.#signatures[use] as number);
    const known = { byTarget, bySignature, counts: new Map<number, number>() };
    this.#known.set(source, known);
    return known;
  }
}

type Groups = ReadonlyMap<number, readonly number[]>;

interface SourceUses {
  readonly byTarget: Groups;
  readonly bySignature: Groups;
  /** Targets by signature and import. */
  readonly counts: Map<number, number>;
}

function grouped(items: readonly number[], keyOf: (item: number) => number): Groups {
  const groups = new Map<number, number[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return groups;
}
