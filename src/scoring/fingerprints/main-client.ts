import type { ConnectionTable } from "../../table.js";
import { destinationKey } from "../endpoint-key.js";
import type { Programs } from "./programs.js";

/** Connections of a pair with one fingerprint. */
export interface Use {
  readonly program: number;
  connections: number;
  /** Hosts by text id, else the address, above every text id. */
  readonly destinations: Set<number>;
  /** Connections by the text id of the server's answer. */
  readonly servers: Map<number, number>;
}

/** What a pair has most of. */
export interface MainClient {
  readonly program: number;
  /** Of the program's fingerprints the most frequent, by text id. */
  readonly text: number;
  /** The most frequent answer to the program, by text id; 0 without any. */
  readonly server: number;
}

/** The connections of pair `pair` by the text id of their fingerprint; those without one are left out. */
export function usesOf(
  table: ConnectionTable,
  { ofText }: Programs,
  pair: number,
): Map<number, Use> {
  const { optional, offsets } = table;
  const { fingerprint = EMPTY, serverFingerprint = EMPTY, host = EMPTY } = optional;
  const address = destinationKey(table, pair) + ADDRESSES;
  const uses = new Map<number, Use>();
  for (let row = offsets[pair] as number; row < (offsets[pair + 1] as number); row++) {
    const text = fingerprint[row] ?? 0;
    if (text === 0) continue;
    let use = uses.get(text);
    if (use === undefined) {
      const program = ofText[text] as number;
      use = { program, connections: 0, destinations: new Set(), servers: new Map() };
      uses.set(text, use);
    }
    use.connections++;
    use.destinations.add(host[row] || address);
    const server = serverFingerprint[row] ?? 0;
    if (server > 0) add(use.servers, server, 1);
  }
  return uses;
}

/** What there is most of among uses; undefined without any. */
export function mainClientOf(
  { texts }: ConnectionTable,
  { names }: Programs,
  uses: ReadonlyMap<number, Use>,
): MainClient | undefined {
  if (uses.size === 0) return undefined;
  const byProgram = new Map<number, number>();
  for (const { program, connections } of uses.values()) add(byProgram, program, connections);
  const program = most(byProgram, (number) => names[number] as string);
  const byText = new Map<number, number>();
  const byServer = new Map<number, number>();
  for (const [text, use] of uses) {
    if (use.program !== program) continue;
    byText.set(text, use.connections);
    for (const [server, connections] of use.servers) add(byServer, server, connections);
  }
  const name = (id: number) => texts[id - 1] as string;
  return {
    program,
    text: most(byText, name),
    server: byServer.size === 0 ? 0 : most(byServer, name),
  };
}

const EMPTY = new Uint32Array();
const ADDRESSES = 2 ** 33;

function add(counts: Map<number, number>, key: number, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

/** The key of the highest count; of equal ones the first by name, since the order of rows must not tell. */
function most(counts: ReadonlyMap<number, number>, nameOf: (key: number) => string): number {
  const [first, ...others] = counts;
  let [best, highest] = first as [number, number];
  for (const [key, count] of others) {
    if (count < highest || (count === highest && nameOf(key) > nameOf(best))) continue;
    [best, highest] = [key, count];
  }
  return best;
}
