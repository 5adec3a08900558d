import type { Warning } from "../../intake.js";
import { endpoint } from "../../text/endpoint.js";
import { spellScore } from "../../text/units.js";
import type { HandedFinding } from "./handed-finding.js";
import { within } from "./within.js";

/** Level `medium`: what goes into a set that rules act on should be worth it. */
export const LEAST_SCORE = 0.5;
/** So many sources on one schedule at a destination are managed agents, as for the family `endpoint-agent-shape`. */
const MANAGED = 5;
/** Scores whose evidence counts sources with the same interval at the destination as `alike`: of events, and of rows. */
const COUNT_ALIKE: ReadonlySet<string> = new Set(["prevalence", "alike-sources"]);

/** A warning names so many destinations, and up to so many where all have findings of level `high`. */
const NAMED = { usual: 3, most: 20 } as const;
const LONGEST_NAME = 100;

/** Which findings are worth handing over. */
export interface WorthItOptions {
  /** Findings with a lower score are none; default 0.5. */
  readonly minScore?: number | undefined;
  /** Usual false alarms and managed agents, too; default false. */
  readonly all?: boolean | undefined;
}

/** Findings of at least the score, in the order given. */
export interface WorthIt {
  readonly handed: readonly HandedFinding[];
  /** Those at a destination and port where one fits a family of usual false alarms, or a schedule that many sources keep. */
  readonly leftOut: readonly HandedFinding[];
}

/**
 * The findings that a rule of the SIEM may act on. Such a rule would fire on every host of a fleet, so what looks like managed agents
 * or another usual false alarm is left out, and with it what else goes to that destination and port: which host of a fleet keeps its
 * schedule best is chance. Not so what is `critical`, which takes other evidence than a schedule. An implant that spread may look
 * the same: `leftOutWarning` tells of it. Give it all findings, or the fleet may not be seen.
 *
 * @example worthIt([{ destination: "192.0.2.1", port: 443, score: 0.9, level: "high", scores: [], family: "certificate-check" }]).leftOut.length; // => 1
 */
export function worthIt(
  findings: Iterable<HandedFinding>,
  { minScore = LEAST_SCORE, all = false }: WorthItOptions = {},
): WorthIt {
  const every = [...findings];
  const usual = new Set(all ? [] : every.filter(reasonOf).map(placeOf));
  const [handed, leftOut]: [HandedFinding[], HandedFinding[]] = [[], []];
  for (const finding of every) {
    if (finding.score < minScore) continue;
    const isUsual = finding.level !== "critical" && usual.has(placeOf(finding));
    (isUsual ? leftOut : handed).push(finding);
  }
  return { handed, leftOut };
}

/**
 * Tells of findings, best first, that `worthIt` left out: how many, why, and which destinations they have. All destinations that events
 * lift to `high` are named, up to 20, and three at least.
 */
export function leftOutWarning(leftOut: readonly HandedFinding[]): Warning[] {
  if (leftOut.length === 0) return [];
  const best = new Map<string, HandedFinding>();
  for (const finding of leftOut) {
    if (!best.has(finding.destination)) best.set(finding.destination, finding);
  }
  const destinations = [...best.values()];
  const high = destinations.filter(({ level }) => level === "high").length;
  const named = destinations.slice(0, Math.min(NAMED.most, Math.max(NAMED.usual, high)));
  const others = destinations.length - named.length;
  const rest = others === 0 ? "" : `, and ${plural(others, "more destination")}`;
  const are = leftOut.length === 1 ? "1 finding is" : `${leftOut.length} findings are`;
  const message = `${are} not handed over, as usual false alarms or managed agents: ${named.map(inWords).join(", ")}${rest}; --hand-over-all takes all`;
  return [{ code: "hand-over-left-out", message }];
}

function inWords(finding: HandedFinding): string {
  const { destination, level, score } = finding;
  const reason = reasonOf(finding) ?? "goes where a fleet goes";
  return `${within(destination, LONGEST_NAME)} (${level} ${spellScore(score)}, ${reason})`;
}

function placeOf({ destination, port }: HandedFinding): string {
  return endpoint(destination, port);
}

/** Why a finding is one of many of its kind; undefined for others. */
function reasonOf({ family, scores }: HandedFinding): string | undefined {
  if (family !== undefined && family !== null) return `fits ${within(family, LONGEST_NAME)}`;
  const counts = scores.filter(({ id }) => COUNT_ALIKE.has(id));
  const alike = Math.max(0, ...counts.map(({ evidence }) => evidence.alike ?? 0));
  return alike >= MANAGED ? `${alike} sources keep its interval` : undefined;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
