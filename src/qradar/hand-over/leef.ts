import { canonicalAddress } from "../../network/address.js";
import { significant, spellScore } from "../../text/units.js";
import type { HandedFinding } from "./handed-finding.js";
import { within } from "./within.js";

const DELIMITER = "^";
/** What stands for the delimiter in a value. */
const ESCAPED = "\\u005e";
const LONGEST_NAME = 253;
/** Leaves a line well below the 4096 bytes of a message that QRadar takes over TCP unless told otherwise. */
const LONGEST_MESSAGE = 800;

/**
 * A finding as a line of LEEF 2.0, without a syslog header. `devTime` is when it was last seen (epoch milliseconds), `sev` its score
 * from 1 to 10, `interval` in seconds; what is not known is left out. LEEF wants addresses in `src` and `dst`: names are in `srcName`
 * and `dstName`. It has no escaping, so the delimiter and whatever a terminal would obey is written as `\u` and four digits.
 *
 * @see https://www.ibm.com/docs/en/dsm?topic=leef-overview
 */
export function leefLine(finding: HandedFinding, version: string): string {
  const product = within(version, 40).replaceAll("|", "\\u007c");
  const header = `LEEF:2.0|Beaconry|beaconry|${product}|BeaconPair|x5E|`;
  const attributes = Object.entries(attributesOf(finding)).flatMap(([key, value]) =>
    value === null || value === "" ? [] : [`${key}=${attributeValue(value)}`],
  );
  return `${header}${attributes.join(DELIMITER)}`;
}

function attributesOf(finding: HandedFinding): Record<string, string | number | null> {
  const { periodSeconds, averageIntervalSeconds, reference, score, explanation } = finding;
  const interval = periodSeconds ?? averageIntervalSeconds;
  return {
    devTime: Math.floor(finding.lastSeen),
    // One category for all, so that one mapping of the event is enough.
    cat: "beacon",
    sev: Math.min(10, Math.max(1, Math.round(score * 10))),
    ...endpointOf("src", finding.source),
    ...endpointOf("dst", finding.destination),
    dstPort: finding.port,
    srcBytes: finding.bytesOut,
    dstBytes: finding.bytesIn,
    url: finding.host,
    score: spellScore(score),
    level: finding.level,
    count: finding.count,
    interval: interval === null ? null : significant(interval, 6),
    firstSeen: Math.floor(finding.firstSeen),
    query: reference.returned ? reference.confidence : "not returned",
    family: finding.family ?? null,
    msg: within(explanation.join(" "), LONGEST_MESSAGE),
  };
}

function endpointOf(end: "src" | "dst", text: string): Record<string, string> {
  const address = canonicalAddress(text);
  return address === undefined
    ? { [`${end}Name`]: within(text, LONGEST_NAME) }
    : { [end]: address };
}

function attributeValue(value: string | number): string {
  const text = typeof value === "number" ? String(value) : within(value, LONGEST_MESSAGE);
  return text.replaceAll(DELIMITER, ESCAPED);
}
