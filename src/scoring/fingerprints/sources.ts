import { pairCount } from "../../pairs.js";
import type { ConnectionTable } from "../../table.js";
import { sourceKey } from "../endpoint-key.js";

/** The sources of a table, and the pairs of each. */
export interface Sources {
  readonly count: number;
  /** By pair: its source's number, from 0 in the order of first sight. */
  readonly ofPair: Uint32Array;
  /** The pairs, source after source: source s has those at [from[s], from[s + 1]). */
  readonly pairs: Uint32Array;
  readonly from: Uint32Array;
  /** A source's number by its key (`sourceKey`). */
  readonly numbers: ReadonlyMap<number, number>;
}

/** Numbers the sources of a table and groups its pairs by them: a counting sort. */
export function sourcesIn(table: ConnectionTable): Sources {
  const ofPair = new Uint32Array(pairCount(table));
  const numbers = new Map<number, number>();
  for (let pair = 0; pair < ofPair.length; pair++) {
    const key = sourceKey(table, pair);
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
    }
    ofPair[pair] = number;
  }
  const from = new Uint32Array(numbers.size + 1);
  for (const source of ofPair) from[source + 1]!++;
  for (let source = 0; source < numbers.size; source++) {
    from[source + 1]! += from[source] as number;
  }
  const next = from.slice();
  const pairs = new Uint32Array(ofPair.length);
  for (const [pair, source] of ofPair.entries()) pairs[next[source]!++] = pair;
  return { count: numbers.size, ofPair, pairs, from, numbers };
}
