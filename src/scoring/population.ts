import { type Pair, pairCount, pairOf } from "../pairs.js";
import type { ClientFacts, Population } from "../score.js";
import { medianSorted } from "../statistics/quantile.js";
import { sortValues } from "../statistics/sorted.js";
import { type ConnectionTable, destinationOf } from "../table.js";
import { destinationKey, sourceKey } from "./endpoint-key.js";
import { clientsOf } from "./fingerprints/clients.js";
import type { Intel } from "./fingerprints/intel.js";

/** Medians within this share of each other are the same interval. */
const SAME = 0.05;

/** Of fewer connections the median interval says nothing. */
const LEAST = 8;
const SAMPLE = 33;

/**
 * Who talks to whom in a table: counted at the first question, so that scorings that ask nothing pay nothing. The median intervals of one
 * destination's pairs are computed when it is first asked about. `intel` is the caller's list of fingerprints.
 *
 * @example populationOf(table).sourcesOf("203.0.113.9"); // => 1
 */
export function populationOf(table: ConnectionTable, intel?: Intel): Population {
  let built: Counted | undefined;
  const counted = () => (built ??= count(table));
  const medians = new Map<string, Medians>();
  return {
    get sources() {
      return counted().sources;
    },
    sourcesOf: (destination) => counted().byDestination.get(destination)?.sources ?? 0,
    alike(pair) {
      const group = counted().byDestination.get(pair.destination);
      const median = medianOf(pair);
      if (group === undefined || group.sources < 2 || median === undefined) return 1;
      let known = medians.get(pair.destination);
      if (known === undefined) {
        known = mediansOf(table, group.pairs);
        medians.set(pair.destination, known);
      }
      const [from, to] = [median * (1 - SAME), median * (1 + SAME)];
      const { ascending, bySource } = known;
      const within =
        countWhile(ascending, (one) => one <= to) - countWhile(ascending, (one) => one < from);
      // The pair's own source counts once, whichever of its pairs has the median here.
      const own = bySource.get(pair.source);
      return own !== undefined && own >= from && own <= to ? within : within + 1;
    },
    client: clientsOf(table, intel),
  };
}

/**
 * What is known of who talks to whom beside the input, where that holds a few pairs only: drilled-down ones, of which each seems to be
 * the only one at its destination. Addresses as this library spells them.
 */
export interface KnownPairs {
  /** Distinct sources. */
  readonly sources: number;
  /** How many of them talk to the destination. */
  sourcesOf(destination: string): number;
  /** How many of those have this mean interval, seconds. */
  alike(destination: string, mean: number): number;
}

/** A population that knows of other pairs, too: of each number the larger one counts. */
export function withKnown(population: Population, known: KnownPairs): Population {
  return {
    get sources() {
      return Math.max(population.sources, known.sources);
    },
    sourcesOf: (destination) =>
      Math.max(population.sourcesOf(destination), known.sourcesOf(destination)),
    alike(pair) {
      const span = (pair.times[pair.count - 1] as number) - (pair.times[0] as number);
      const seconds = span / 1000 / Math.max(1, pair.count - 1);
      // Of chance arrivals the mean is no interval: busy pairs would all be alike.
      const median = (medianOf(pair) ?? 0) / 1000;
      const even = Math.abs(median - seconds) <= SAME * seconds;
      return Math.max(population.alike(pair), even ? known.alike(pair.destination, seconds) : 0);
    },
    client: (pair) => population.client?.(pair),
  };
}

/** A population of which the clients are those of pairs of another table: the same connections in other groups (`clientsOf`). */
export function withClients(
  population: Population,
  client: (pair: Pair) => ClientFacts | undefined,
): Population {
  return {
    get sources() {
      return population.sources;
    },
    sourcesOf: (destination) => population.sourcesOf(destination),
    alike: (pair) => population.alike(pair),
    client,
  };
}

/** How many of ascending numbers, the first ones, something is true of: by halving, as each of a hundred thousand sources asks. */
function countWhile(ascending: Float64Array, isSo: (value: number) => boolean): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(ascending[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Counted {
  readonly sources: number;
  readonly byDestination: ReadonlyMap<string, { pairs: number[]; sources: number }>;
}

/** Pairs of one destination by number, whatever their port, and its distinct sources. */
function count(table: ConnectionTable): Counted {
  const groups = new Map<number, number[]>();
  const sources = new Set<number>();
  for (let index = 0; index < pairCount(table); index++) {
    if (table.offsets[index] === table.offsets[index + 1]) continue;
    sources.add(sourceKey(table, index));
    const destination = destinationKey(table, index);
    const group = groups.get(destination);
    if (group === undefined) groups.set(destination, [index]);
    else group.push(index);
  }
  const byDestination = new Map<string, { pairs: number[]; sources: number }>();
  for (const pairs of groups.values()) {
    const distinct = new Set(pairs.map((index) => sourceKey(table, index)));
    byDestination.set(destinationOf(table, pairs[0] as number), { pairs, sources: distinct.size });
  }
  return { sources: sources.size, byDestination };
}

/** One median a source, milliseconds: that of its pair with the most connections. */
interface Medians {
  readonly bySource: ReadonlyMap<string, number>;
  readonly ascending: Float64Array;
}

function mediansOf(table: ConnectionTable, pairs: readonly number[]): Medians {
  const busiest = new Map<number, Pair>();
  for (const index of pairs) {
    const pair = pairOf(table, index);
    const source = sourceKey(table, index);
    if (pair.count > (busiest.get(source)?.count ?? 0)) busiest.set(source, pair);
  }
  const bySource = new Map<string, number>();
  for (const pair of busiest.values()) {
    const median = medianOf(pair);
    if (median !== undefined) bySource.set(pair.source, median);
  }
  return { bySource, ascending: Float64Array.from(bySource.values()).sort() };
}

/**
 * The median of up to 33 intervals spread evenly over the pair's: those of a schedule are as good as all, and the others are alike to
 * nothing either way. Undefined for too few connections and for bursts.
 */
function medianOf({ count, times }: Pair): number | undefined {
  if (count < LEAST) return undefined;
  const intervals = count - 1;
  const sample = new Float64Array(Math.min(SAMPLE, intervals));
  for (let i = 0; i < sample.length; i++) {
    const at = Math.floor(((i + 0.5) / sample.length) * intervals);
    sample[i] = (times[at + 1] as number) - (times[at] as number);
  }
  const median = medianSorted(sortValues(sample));
  return median > 0 ? median : undefined;
}
