import type { Pair } from "../../pairs.js";
import type { ClientFacts } from "../../score.js";
import type { ConnectionTable } from "../../table.js";
import { sourceKey } from "../endpoint-key.js";
import { fingerprintFactsOf } from "./facts.js";
import { type Intel, intelOf } from "./intel.js";
import { mainClientOf, usesOf } from "./main-client.js";
import { pairNumber } from "./pair-number.js";

/**
 * What is known of the client of each pair of a table; counted at the first question. `grouped` is the table that the pairs asked about
 * are of, where it holds connections of the same table in other groups: facts are those of the whole, for the client that the
 * group has most. Undefined for a pair of neither, and for one without a fingerprint that is not on the list.
 */
export function clientsOf(
  table: ConnectionTable,
  intel?: Intel,
  grouped: ConnectionTable = table,
): (pair: Pair) => ClientFacts | undefined {
  return (pair) => {
    const number = pairNumber(grouped, pair);
    if (number === undefined) return undefined;
    const listed = intel !== undefined && intelOf(intel, grouped, number) !== null;
    const facts = fingerprintFactsOf(table);
    const main =
      facts && mainClientOf(table, facts.programs, usesOf(grouped, facts.programs, number));
    if (facts === undefined || main === undefined) return listed ? LISTED : undefined;
    const source = facts.sources.numbers.get(sourceKey(grouped, number));
    return source === undefined ? undefined : { ...facts.clientOf(source, main), listed };
  };
}

/** What is known where the server's fingerprint alone is. */
const LISTED: ClientFacts = {
  sources: 0,
  using: 0,
  counted: false,
  randomized: false,
  fingerprints: 0,
  connections: 0,
  destinations: 0,
  server: null,
  listed: true,
};
