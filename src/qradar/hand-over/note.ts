import { canonicalAddress } from "../../network/address.js";
import { endpoint } from "../../text/endpoint.js";
import { spellScore } from "../../text/units.js";
import type { HandedFinding } from "./handed-finding.js";
import { bytesInWords, everyInWords, queryInWords } from "./in-words.js";
import { windowOf } from "./window-of.js";
import { within } from "./within.js";

/** Characters that QRadar's note of an offense is sure to hold. */
const LONGEST_NOTE = 2000;
/** Room for any name that DNS allows would leave too little for the rest. */
const LONGEST_NAME = 120;
const LONGEST_NEEDS = 500;
/** A label of a family, and what the query says. */
const LONGEST_REMARK = 200;

/** A zone, and how its clocks show epoch milliseconds: made once for many notes. */
export interface NoteZone {
  readonly name: string;
  readonly time: (ms: number) => string;
}

/**
 * A finding as the note of an offense: one line of plain text with what was seen, why it stands out, what the query says of it and
 * what to do next; at most 2000 characters, of which the reasons give way first. `zone` spells the times.
 */
export function noteOf(finding: HandedFinding, zone: NoteZone): string {
  const before = [seen(finding, zone), `Score ${spellScore(finding.score)} (${finding.level}).`];
  const after = [
    ...familyOf(finding),
    within(queryInWords(finding), LONGEST_REMARK),
    next(finding),
  ];
  const room = LONGEST_NOTE - [...before, "", ...after].join(" ").length;
  return [...before, within(finding.explanation.join(" "), room), ...after]
    .filter((part) => part !== "")
    .join(" ");
}

function seen(finding: HandedFinding, { time, name }: NoteZone): string {
  const { source, count, firstSeen, lastSeen } = finding;
  const who = `${within(source, LONGEST_NAME)} connected to ${target(finding)}`;
  const when = `${count === 1 ? "once" : `${count} times`} from ${time(firstSeen)} to ${time(lastSeen)} ${name}`;
  const facts = [everyInWords(finding), bytesInWords(finding)].filter((fact) => fact);
  return `Beaconry: ${[`${who} ${when}`, ...facts].join(", ")}.`;
}

function target({ host, destination, destinations, port }: HandedFinding): string {
  const name = within(destination, LONGEST_NAME);
  const first = endpoint(name, port);
  const others = destinations.length - 1;
  const more = others === 1 ? " and another destination" : ` and ${others} more destinations`;
  const address = others > 0 ? `${first}${more}` : first;
  return host === null || host === destination
    ? address
    : `${within(host, LONGEST_NAME)} (${address})`;
}

function familyOf({ family }: HandedFinding): string[] {
  if (family === undefined || family === null) return [];
  return [`It fits the patterns of ${within(family, LONGEST_REMARK)}.`];
}

/** What raw records would settle, else what to look at; and how to get at the events. */
function next(finding: HandedFinding): string {
  const { source, needs = [] } = finding;
  const look = `Next: find the program on ${within(source, LONGEST_NAME)} that makes these connections, and whose the destination is.`;
  const settle = `Next, to settle it: ${within(needs.join("; "), LONGEST_NEEDS)}.`;
  return [needs.length > 0 ? settle : look, ...fetching(finding)].join(" ");
}

function fetching(finding: HandedFinding): string[] {
  const [from, to] = [canonicalAddress(finding.source), canonicalAddress(finding.destination)];
  if (from === undefined || to === undefined || from.includes(":") !== to.includes(":")) return [];
  const { start, end } = windowOf(finding);
  const window = `--start ${start} --end ${end}`;
  return [`AQL for its events: beaconry aql --pair ${from},${to},${finding.port} ${window}`];
}
