import type { Warning } from "../../intake.js";
import { dateTimeFormat } from "../../reference/date-time.js";
import { handedAddresses } from "./addresses.js";
import type { HandedFinding } from "./handed-finding.js";
import type { HandOverKind } from "./kinds.js";
import { leefLine } from "./leef.js";
import { noteOf } from "./note.js";
import { bulkLoad, setEntries, setLines } from "./reference-set.js";

/** What a hand-over needs to know beside the findings. */
export interface HandOverView {
  /** Beaconry's, for LEEF's header. */
  readonly version: string;
  /** IANA zone of the times in notes. */
  readonly timeZone: string;
  /** With `bulk`: the collection that the entries are for; without it values alone are written. */
  readonly collectionId?: number | undefined;
}

/**
 * Findings as text that a SIEM takes, in pieces, in the order given: `refset` destination addresses for the import of a reference set,
 * `bulk` the same as a JSON body for its API, `note` a paragraph a finding for an offense, `leef` an event a finding. Without findings
 * an empty file, or an empty JSON array.
 */
export function renderHandOver(
  findings: Iterable<HandedFinding>,
  kind: HandOverKind,
  { version, timeZone, collectionId }: HandOverView,
): Iterable<string> {
  if (kind === "refset") return setLines(findings);
  if (kind === "note") {
    const zone = { name: timeZone, time: dateTimeFormat(timeZone) };
    return lines(findings, (finding) => noteOf(finding, zone));
  }
  if (kind === "leef") return lines(findings, (finding) => leefLine(finding, version));
  return collectionId === undefined ? bulkLoad(findings) : setEntries(findings, collectionId);
}

/** What a reader of the hand-over should know: that it is empty, or which destinations a set of addresses cannot hold. */
export function handOverWarnings(
  findings: readonly HandedFinding[],
  kind: HandOverKind,
): Warning[] {
  if (findings.length === 0) return [empty("there is no finding to hand over")];
  if (kind === "note" || kind === "leef") return [];
  const { findingsOf, leftOut } = handedAddresses(findings);
  const none = findingsOf.size === 0 ? [empty("no finding has an address to hand over")] : [];
  if (leftOut === 0) return none;
  const names =
    leftOut === 1
      ? "1 destination is no address and is"
      : `${leftOut} destinations are no addresses and are`;
  return [...none, { code: "hand-over-names", message: `${names} not in the set` }];
}

function empty(reason: string): Warning {
  return { code: "hand-over-empty", message: `${reason}: what is written is empty` };
}

function* lines(
  findings: Iterable<HandedFinding>,
  lineOf: (finding: HandedFinding) => string,
): Generator<string> {
  for (const finding of findings) yield `${lineOf(finding)}\n`;
}
