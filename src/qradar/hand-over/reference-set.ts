import { printableJson } from "../../text/printable.js";
import { spellScore } from "../../text/units.js";
import { handedAddresses } from "./addresses.js";
import type { HandedFinding } from "./handed-finding.js";
import { everyInWords } from "./in-words.js";
import { within } from "./within.js";

/** What a set names as the source of its entries. */
const SOURCE = "beaconry";
/** Keeps a note short whatever the log holds. */
const LONGEST_NAME = 100;

/** The destination addresses, one a line, each once in rank order: what a reference set of addresses imports. */
export function* setLines(findings: Iterable<HandedFinding>): Generator<string> {
  for (const address of handedAddresses(findings).findingsOf.keys()) yield `${address}\n`;
}

/** The body of `POST /api/reference_data/sets/bulk_load/{name}`: the same addresses as a JSON array, in pieces. */
export function bulkLoad(findings: Iterable<HandedFinding>): Generator<string> {
  return arrayOf(handedAddresses(findings).findingsOf.keys());
}

/**
 * The body of `PATCH /api/reference_data_collections/set_entries`, in pieces: the same addresses as entries of a collection, each
 * with a note on the best finding that has it.
 */
export function setEntries(
  findings: Iterable<HandedFinding>,
  collectionId: number,
): Generator<string> {
  const { findingsOf } = handedAddresses(findings);
  return arrayOf(
    [...findingsOf].map(([value, found]) => ({
      collection_id: collectionId,
      value,
      source: SOURCE,
      notes: notes(found),
    })),
  );
}

function notes(found: readonly HandedFinding[]): string {
  const best = found[0] as HandedFinding;
  const others = found.length - 1;
  const every = everyInWords(best);
  const parts = [
    `Score ${spellScore(best.score)} (${best.level})`,
    `from ${within(best.source, LONGEST_NAME)} to port ${best.port}`,
    `${best.count} connections${every === null ? "" : `, ${every}`}`,
    ...(others > 0 ? [`${others} more ${others === 1 ? "finding" : "findings"}`] : []),
  ];
  return parts.join("; ");
}

/** Values as a JSON array, one a line. */
function* arrayOf(values: Iterable<unknown>): Generator<string> {
  let before = "[";
  for (const value of values) {
    yield `${before}\n  ${printableJson(JSON.stringify(value))}`;
    before = ",";
  }
  yield before === "[" ? "[]\n" : "\n]\n";
}
