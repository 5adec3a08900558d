import { ja3Value } from "../../fingerprints/values.js";
import { pairCount } from "../../pairs.js";
import type { ConnectionTable } from "../../table.js";

/** A source that used a fingerprint fewer times than this has not kept it. */
export const KEPT = 4;

/** So many fingerprints not kept: no host runs so many programs that say hello once or twice. */
const PERMUTING = 8;

/** Above this instability a pair's client does not keep its fingerprint. */
const UNSTABLE = 0.5;

/**
 * How little a client keeps its fingerprint: (distinct − 1) / (connections − 1), 0 for one that always has the same and 1 for one that
 * never has the same twice.
 *
 * @example instability(4, 7); // => 0.5
 */
export function instability(distinct: number, connections: number): number {
  return connections < 2 ? 0 : (distinct - 1) / (connections - 1);
}

/**
 * By text id: 1 where it is the JA3 of a client that permutes its extensions. Chrome since version 110, Firefox and others have a new JA3
 * on nearly every connection, each of which looks like the rarest of programs. It is one when a single source ever used it, fewer than
 * four times, and that source permutes: it has a pair of at least four connections with an instability above ½, or eight JA3 that it
 * did not keep. JA4 and JA3N sort the extensions first; the former is told by its form, the latter by being kept.
 *
 * `sourceOfPair` numbers the sources from 0.
 */
export function randomizedTexts(table: ConnectionTable, sourceOfPair: Uint32Array): Uint8Array {
  const { texts, offsets } = table;
  const column = table.optional.fingerprint ?? new Uint32Array(table.length);
  const isHash = hashes(texts);
  const uses = new Uint32Array(texts.length + 1);
  const owner = new Int32Array(texts.length + 1).fill(NOBODY);
  const lastPair = new Int32Array(texts.length + 1).fill(-1);
  const permuting = new Set<number>();
  for (let pair = 0; pair < pairCount(table); pair++) {
    const source = sourceOfPair[pair] as number;
    let [connections, distinct] = [0, 0];
    for (let row = offsets[pair] as number; row < (offsets[pair + 1] as number); row++) {
      const id = column[row] as number;
      if (isHash[id] === 0) continue;
      connections++;
      uses[id]!++;
      if (lastPair[id] === pair) continue;
      distinct++;
      lastPair[id] = pair;
      owner[id] = owner[id] === NOBODY || owner[id] === source ? source : SEVERAL;
    }
    if (connections >= KEPT && instability(distinct, connections) > UNSTABLE) permuting.add(source);
  }
  const notKept = (id: number) => (owner[id] as number) >= 0 && (uses[id] as number) < KEPT;
  const fleeting = new Map<number, number>();
  for (let id = 1; id < owner.length; id++) {
    if (!notKept(id)) continue;
    const source = owner[id] as number;
    const count = (fleeting.get(source) ?? 0) + 1;
    fleeting.set(source, count);
    if (count === PERMUTING) permuting.add(source);
  }
  return Uint8Array.from(uses, (_, id) =>
    notKept(id) && permuting.has(owner[id] as number) ? 1 : 0,
  );
}

const NOBODY = -1;
const SEVERAL = -2;

/** By text id: whether it has the form of a JA3; 0 stands for no text. */
function hashes(texts: readonly string[]): Uint8Array {
  const flags = new Uint8Array(texts.length + 1);
  for (const [i, text] of texts.entries()) flags[i + 1] = ja3Value(text) === undefined ? 0 : 1;
  return flags;
}
