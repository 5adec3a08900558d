import { pairCount } from "../../pairs.js";
import type { ClientFacts, ServerFacts } from "../../score.js";
import type { ConnectionTable } from "../../table.js";
import { association } from "./association.js";
import { type MainClient, mainClientOf, usesOf } from "./main-client.js";
import { type Programs, programsIn, RANDOMIZED } from "./programs.js";
import { type Sources, sourcesIn } from "./sources.js";

/** What the fingerprints of a whole table say; programs are numbered as in `programs`. */
export interface FingerprintFacts {
  readonly programs: Programs;
  readonly sources: Sources;
  /** By pair: its most frequent program, and of its fingerprints the most frequent by text id; NONE and 0 without any. */
  readonly programOfPair: Int32Array;
  readonly textOfPair: Uint32Array;
  /** Sources with a fingerprint. */
  readonly hosts: number;
  /** How many of them have the program, or that very text. */
  readonly hostsOfProgram: Uint32Array;
  readonly hostsOfText: Uint32Array;
  /** What is known of a client of the source with that number. */
  clientOf(source: number, client: MainClient): Omit<ClientFacts, "listed">;
}

/** Stands for no fingerprint. */
export const NONE = -1;

/** A source tells of its fingerprints when it has so many, or reaches so many destinations: a device of one purpose does not. */
const LEAST_PROGRAMS = 2;
const LEAST_DESTINATIONS = 3;

const known = new WeakMap<ConnectionTable, FingerprintFacts>();

/**
 * Counts the fingerprints of a table, exactly, in one pass over its connections source by source, and remembers the result with the
 * table. Undefined where it has none. A destination is the host where that is known, else the address.
 */
export function fingerprintFactsOf(table: ConnectionTable): FingerprintFacts | undefined {
  if (table.optional.fingerprint === undefined) return undefined;
  let facts = known.get(table);
  if (facts === undefined) {
    facts = new Counting(table);
    known.set(table, facts);
  }
  return facts;
}

/** Connections and destinations of one source with one program. */
interface Usage {
  readonly connections: number;
  readonly destinations: number;
}

class Counting implements FingerprintFacts {
  readonly programs: Programs;
  readonly sources: Sources;
  readonly programOfPair: Int32Array;
  readonly textOfPair: Uint32Array;
  readonly hostsOfProgram: Uint32Array;
  readonly hostsOfText: Uint32Array;
  hosts = 0;
  /** By source: how many programs it has, and whether it tells. */
  readonly #fingerprints: Uint32Array;
  readonly #telling: Uint8Array;
  #sourcesTelling = 0;
  /** By program: how many of the sources that tell have it. */
  readonly #using: Uint32Array;
  readonly #usage = new Map<number, Usage>();
  /** By text id: connections with this answer, and pairs that have it most; by program: pairs with an answer. */
  readonly #served: Uint32Array;
  readonly #pairsOfServer: Uint32Array;
  readonly #pairsOfProgram: Uint32Array;
  #connectionsServed = 0;
  #pairsServed = 0;
  readonly #together = new Map<number, { pairs: number; using: number }>();

  constructor(table: ConnectionTable) {
    this.sources = sourcesIn(table);
    this.programs = programsIn(table, this.sources);
    const [texts, programs] = [table.texts.length + 1, this.programs.names.length];
    this.programOfPair = new Int32Array(pairCount(table)).fill(NONE);
    this.textOfPair = new Uint32Array(pairCount(table));
    this.hostsOfProgram = new Uint32Array(programs);
    this.#using = new Uint32Array(programs);
    this.#pairsOfProgram = new Uint32Array(programs);
    this.hostsOfText = new Uint32Array(texts);
    this.#pairsOfServer = new Uint32Array(texts);
    this.#served = new Uint32Array(texts);
    for (const server of table.optional.serverFingerprint ?? []) {
      if (server === 0) continue;
      this.#served[server]!++;
      this.#connectionsServed++;
    }
    this.#fingerprints = new Uint32Array(this.sources.count);
    this.#telling = new Uint8Array(this.sources.count);
    for (let source = 0; source < this.sources.count; source++) this.#count(table, source);
  }

  clientOf(source: number, { program, server }: MainClient): Omit<ClientFacts, "listed"> {
    const usage = this.#usage.get(this.#usageKey(source, program));
    return {
      sources: this.#sourcesTelling,
      using: this.#using[program] as number,
      counted: this.#telling[source] === 1,
      randomized: program === RANDOMIZED,
      fingerprints: this.#fingerprints[source] as number,
      connections: usage?.connections ?? 0,
      destinations: usage?.destinations ?? 0,
      server: this.#serverFacts(program, server),
    };
  }

  /** Null where no pair has the two most, as a part of a pair may. */
  #serverFacts(program: number, server: number): ServerFacts | null {
    const together = server === 0 ? undefined : this.#together.get(this.#key(program, server));
    if (together === undefined) return null;
    return {
      using: together.using,
      share: (this.#served[server] as number) / this.#connectionsServed,
      association: association({
        one: this.#pairsOfProgram[program] as number,
        other: this.#pairsOfServer[server] as number,
        both: together.pairs,
        all: this.#pairsServed,
      }),
    };
  }

  #key(program: number, server: number): number {
    return program * this.#served.length + server;
  }

  #usageKey(source: number, program: number): number {
    return source * this.#using.length + program;
  }

  /** Counts what one source does. */
  #count(table: ConnectionTable, source: number): void {
    const { pairs, from } = this.sources;
    const reached = new Map<number, Set<number>>();
    const texts = new Set<number>();
    const combinations = new Set<number>();
    const connections = new Map<number, number>();
    for (const pair of pairs.subarray(from[source], from[source + 1])) {
      const uses = usesOf(table, this.programs, pair);
      for (const [text, use] of uses) {
        const { program } = use;
        texts.add(text);
        connections.set(program, (connections.get(program) ?? 0) + use.connections);
        const destinations = reached.get(program) ?? new Set<number>();
        reached.set(program, destinations);
        for (const destination of use.destinations) destinations.add(destination);
      }
      const main = mainClientOf(table, this.programs, uses);
      if (main === undefined) continue;
      this.programOfPair[pair] = main.program;
      this.textOfPair[pair] = main.text;
      if (main.server !== 0) combinations.add(this.#countServed(main));
    }
    if (reached.size === 0) return;
    for (const [program, destinations] of reached) {
      const usage = {
        connections: connections.get(program) as number,
        destinations: destinations.size,
      };
      this.#usage.set(this.#usageKey(source, program), usage);
      this.hostsOfProgram[program]!++;
    }
    for (const text of texts) this.hostsOfText[text]!++;
    this.hosts++;
    this.#fingerprints[source] = reached.size;
    if (!tells([...reached.values()])) return;
    this.#telling[source] = 1;
    this.#sourcesTelling++;
    for (const program of reached.keys()) this.#using[program]!++;
    for (const key of combinations) this.#together.get(key)!.using++;
  }

  /** Counts one pair's client and server; gives the key of the two together. */
  #countServed({ program, server }: MainClient): number {
    this.#pairsServed++;
    this.#pairsOfServer[server]!++;
    this.#pairsOfProgram[program]!++;
    const key = this.#key(program, server);
    const together = this.#together.get(key) ?? { pairs: 0, using: 0 };
    together.pairs++;
    this.#together.set(key, together);
    return key;
  }
}

function tells(reached: readonly ReadonlySet<number>[]): boolean {
  if (reached.length >= LEAST_PROGRAMS) return true;
  return reached.some((destinations) => destinations.size >= LEAST_DESTINATIONS);
}
