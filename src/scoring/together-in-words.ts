import { type GroupKey, type Groups, membersOf } from "../regroup.js";
import { type ConnectionTable, destinationOf, portOf } from "../table.js";
import { endpoint } from "../text/endpoint.js";
import { countOf } from "./evidence.js";

/** Pairs of a higher chance look like chance, as in `scheduleOf`. */
const SCHEDULED = 0.01;

const WITHOUT = { address: "", host: "Without a host", fingerprint: "Without a fingerprint" };

/**
 * What a group takes together, and how its members look alone, by their chances. Of a group with connections of one pair only:
 * how many of that pair's.
 */
export function togetherInWords(
  table: ConnectionTable,
  groups: Groups,
  group: number,
  chances: Float64Array,
): string[] {
  const members = membersOf(table, groups.members, group);
  const alike = members.filter(({ pair }) => (chances[pair] as number) > SCHEDULED);
  const name = nameOf(table, groups, group);
  const [main] = members;
  if (main !== undefined && members.length === 1) {
    const by = name === undefined ? WITHOUT[groups.key] : `By ${name}`;
    const all = countOf(table, main.pair);
    const chance = alike.length > 0 ? ", which as a whole look like chance" : "";
    return [
      `${by}: ${main.count} of the ${all} connections to ${placeOf(table, main.pair)}${chance}.`,
    ];
  }
  const addresses = new Set(members.map(({ pair }) => destinationOf(table, pair)));
  const several = members.length > addresses.size;
  const what =
    addresses.size === 1
      ? `${members.length} ports`
      : several
        ? `${addresses.size} addresses and their ports, ${members.length} pairs`
        : `${addresses.size} addresses`;
  const told = [`Taken together by ${name}: ${what}${aloneInWords(alike.length, members.length)}.`];
  const kept = members.length - alike.length;
  if (kept > 1) told.push(`${kept} of them keep a schedule alone, too: --key pair shows each.`);
  return told;
}

/** How many connections are left of a pair, beside findings by another key. */
export function restInWords(
  table: ConnectionTable,
  left: ConnectionTable,
  key: GroupKey,
  pair: number,
): string[] {
  const which = `${countOf(left, pair)} of the ${countOf(table, pair)} connections to ${placeOf(table, pair)}`;
  return [`Left alone: ${which}; the others are in findings by ${key}.`];
}

function aloneInWords(alike: number, members: number): string {
  if (alike === 0) return "";
  if (alike === members) return ", each of which alone looks like chance";
  return `, ${alike} of which alone ${alike === 1 ? "looks" : "look"} like chance`;
}

/**
 * What a group was grouped by, such as `host beacon.example`; undefined for connections without it.
 */
export function nameOf(table: ConnectionTable, groups: Groups, group: number): string | undefined {
  if (groups.known[group] === 0) return undefined;
  if (groups.key !== "fingerprint") return `${groups.key} ${destinationOf(groups.table, group)}`;
  const row = groups.table.offsets[group] as number;
  const id = groups.table.optional.fingerprint?.[row] ?? 0;
  return `fingerprint ${table.texts[id - 1]}`;
}

function placeOf(table: ConnectionTable, pair: number): string {
  return endpoint(destinationOf(table, pair), portOf(table, pair));
}
