import { pairCount, pairKey, pairKeyAt } from "../../pairs.js";
import type { ConnectionTable } from "../../table.js";
import { tableFrom } from "../../table-from.js";
import type { Label } from "../family.js";
import { type LabelledConnection, simulate } from "../simulate.js";
import type { Variant } from "../suite.js";

/** A pair of a world, and what it was made as. */
export interface Member {
  /** Its number in the world's table. */
  readonly pair: number;
  readonly label: Label;
  readonly variant: Variant;
}

/** Simulated logs of one length, as every detector gets them, and the truth about their pairs. */
export interface World {
  readonly table: ConnectionTable;
  readonly members: readonly Member[];
}

/** So many pairs of one variant. */
export interface Order {
  /** Names their chance: no other order of one world may have it. */
  readonly key: string;
  readonly variant: Variant;
  readonly pairs: number;
}

/** A Monday, so that working hours are where they are thought to be. */
const START = Date.UTC(2026, 0, 5);

/** Each site's own network keeps the pairs of two simulations apart. */
const SITES = 256;

/**
 * What was ordered, simulated from one seed: a table for each length among the variants, in hours. The chance of a pair comes from
 * the seed, its order's key and its number within it alone.
 */
export function worldsOf(seed: string, orders: readonly Order[]): World[] {
  const lengths = [...new Set(orders.map(({ variant }) => variant.hours))].sort((a, b) => a - b);
  return lengths.map((hours) => {
    const those = orders.filter(({ variant }) => variant.hours === hours);
    return worldOf(seed, hours, those);
  });
}

function worldOf(seed: string, hours: number, orders: readonly Order[]): World {
  const connections: LabelledConnection[] = [];
  const variants = new Map<string, Variant>();
  for (const [number, { key, variant, pairs }] of orders.entries()) {
    const made = simulate({
      seed: `${seed}/${key}`,
      start: START,
      hours,
      site: number % SITES,
      cohorts: [{ family: variant.family, parameters: variant.parameters, pairs, sources: 1 }],
    });
    for (const connection of made.connections) connections.push(connection);
    for (const { source, destination, port } of made.labels) {
      variants.set(pairKey({ source, destination, port }), variant);
    }
  }
  const table = tableFrom(connections);
  const members = Array.from({ length: pairCount(table) }, (_, pair) => {
    const key = pairKeyAt(table, pair);
    const variant = variants.get(key) as Variant;
    return { pair, variant, label: variant.family.label };
  });
  return { table, members };
}
