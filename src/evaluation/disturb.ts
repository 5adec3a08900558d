import { fromMicroseconds } from "./microseconds.js";
import type { Random } from "./random.js";

/** What stands between the traffic of a whole site and its log; nothing unless told otherwise. */
export interface Disturbances {
  /** Share of records lost, each on its own; from 0 to below 1. */
  readonly loss?: number;
  /** One record in so many is kept, drawn at random as sampled flows are. */
  readonly sampling?: number;
  /** Seconds to whole multiples of which times are cut, from the epoch on: one may then lie before the start. */
  readonly rounding?: number;
  /** So many neighbouring hosts share one source address, that of the first of them. */
  readonly nat?: number;
}

/** What is wrong with disturbances, one text for each fault. */
export function disturbanceIssues({
  loss = 0,
  sampling = 1,
  rounding,
  nat = 1,
}: Disturbances): string[] {
  const issues: string[] = [];
  if (!(loss >= 0 && loss < 1)) issues.push(`loss must be from 0 to below 1, not ${loss}`);
  if (!(Number.isInteger(sampling) && sampling >= 1)) {
    issues.push(`sampling must be a whole number above 0, not ${sampling}`);
  }
  if (rounding !== undefined && !(rounding >= 0.001 && rounding <= LONGEST_ROUNDING)) {
    issues.push(`rounding must be 0.001 to ${LONGEST_ROUNDING} seconds, not ${rounding}`);
  }
  if (!(Number.isInteger(nat) && nat >= 1)) {
    issues.push(`nat must be a whole number above 0, not ${nat}`);
  }
  return issues;
}

/** A day: what cuts times coarser than that leaves nothing to look at. */
const LONGEST_ROUNDING = 86_400;

/**
 * What a log holds of one pair's connections after loss, sampling and rounding (`nat` is a matter of addresses, see
 * `endpointsOf`). Which records go depends on `random` and their order alone: more loss loses what less loss did, and others.
 *
 * @example disturbed([{ time: 61_500 }], { rounding: 60 }, () => 0.5); // => [{ time: 60000 }]
 */
export function disturbed<C extends { readonly time: number }>(
  connections: readonly C[],
  { loss = 0, sampling = 1, rounding }: Disturbances,
  random: Random,
): readonly C[] {
  const thins = loss > 0 || sampling > 1;
  const kept = thins
    ? connections.filter(() => {
        const [lost, sampled] = [random() < loss, random() * sampling < 1];
        return sampled && !lost;
      })
    : connections;
  if (rounding === undefined) return kept;
  const step = Math.round(rounding * 1e6);
  return kept.map((connection) => {
    const microseconds = Math.round(connection.time * 1000);
    return { ...connection, time: fromMicroseconds(microseconds - (microseconds % step)) };
  });
}
