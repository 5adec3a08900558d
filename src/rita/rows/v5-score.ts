import { IMPACT_SCORES } from "../config/impact.js";
import { severityOf } from "../scores/severity.js";
import { STROBE } from "../scores/strobe.js";
import { bucketedThreatScore } from "../scores/threat-score.js";
import { type RitaV5Score, ritaV5 } from "../scores/v5.js";
import type { GroupState } from "./group-state.js";
import type { Moment } from "./moment.js";
import type { RitaModifier, RitaRow, SignNumbers } from "./row.js";

const DAY = 86_400;

/** The signs of a row: each what it is worth as a threat, 0 where it is not there. */
export interface Signs {
  readonly beacon: RitaV5Score | undefined;
  readonly threatScore: number;
  readonly longConnectionScore: number;
  readonly strobe: boolean;
  readonly c2OverDnsScore: number;
}

/** The signs of a group; undefined where RITA has no row for it, for want of one or since it refuses to score it. */
export function signsOf(state: GroupState, { beacons, options }: Moment): Signs | undefined {
  const { scoring } = options.config;
  const { count, uniqueTimestamps, totalDuration, timestamps, sizes } = state;
  const isBeacon =
    beacons !== undefined &&
    uniqueTimestamps >= scoring.beacon.uniqueConnectionThreshold &&
    count < STROBE;
  const beacon = isBeacon ? ritaV5({ timestamps, sizes, ...beacons }, options.config) : undefined;
  if (isBeacon && beacon === undefined) return undefined;
  const isLong = totalDuration >= scoring.longConnectionScoreThresholds.base;
  const strobe = count >= STROBE;
  if (beacon === undefined && !isLong && !strobe) return undefined;
  return {
    beacon,
    threatScore:
      beacon === undefined
        ? 0
        : bucketedThreatScore(beacon.score * 100, scoring.beacon.scoreThresholds),
    longConnectionScore: isLong
      ? bucketedThreatScore(totalDuration, scoring.longConnectionScoreThresholds)
      : 0,
    strobe,
    c2OverDnsScore: 0,
  };
}

/** Modifiers that RITA finds in a step of its own, and adds up before the others. */
const FOUND_LATER: ReadonlySet<string> = new Set(["rare_signature", "mime_type_mismatch"]);

/** What a row adds up to: the highest of its signs, and every modifier, in RITA's order. */
export function finalScore(
  { threatScore, longConnectionScore, strobe, c2OverDnsScore }: Signs,
  modifiers: readonly RitaModifier[],
  { options }: Moment,
): Pick<RitaRow, "finalScore" | "severity"> {
  const strobeScore = strobe ? IMPACT_SCORES[options.config.scoring.strobeImpact.category] : 0;
  const base = Math.max(threatScore, longConnectionScore, strobeScore, c2OverDnsScore);
  const add = (total: number, { score }: RitaModifier) => total + score;
  const later = modifiers.filter(({ name }) => FOUND_LATER.has(name)).reduce(add, 0);
  const sum = modifiers.filter(({ name }) => !FOUND_LATER.has(name)).reduce(add, base + later);
  return { finalScore: sum, severity: severityOf(sum) };
}

/** How common the destination is, and since when it is known. */
export function commonModifiers(
  share: number,
  first: number,
  { options, present }: Moment,
): RitaModifier[] {
  const { modifiers } = options.config;
  const list: RitaModifier[] = [];
  const add = (name: string, value: string, score: number) => {
    if (score !== 0) list.push({ name, value, score });
  };
  if (share <= modifiers.prevalenceIncreaseThreshold) {
    add("prevalence", String(share), modifiers.prevalenceScoreIncrease);
  } else if (share >= modifiers.prevalenceDecreaseThreshold) {
    add("prevalence", String(share), -modifiers.prevalenceScoreDecrease);
  }
  if (!options.rolling) return list;
  const days = (present - first) / DAY;
  const age = `${days.toFixed(1)} days`;
  if (days <= modifiers.firstSeenIncreaseThreshold) {
    add("first_seen", age, modifiers.firstSeenScoreIncrease);
  } else if (days >= modifiers.firstSeenDecreaseThreshold) {
    add("first_seen", age, -modifiers.firstSeenScoreDecrease);
  }
  return list;
}

/** The signs as a row has them. */
export function signNumbers({
  beacon,
  threatScore,
  longConnectionScore,
  strobe,
  c2OverDnsScore,
}: Signs): SignNumbers {
  return {
    score: beacon?.score ?? 0,
    timestampScore: beacon?.timestampScore ?? 0,
    dataSizeScore: beacon?.dataSizeScore ?? 0,
    durationScore: beacon?.durationScore ?? 0,
    histogramScore: beacon?.histogramScore ?? 0,
    topInterval: beacon?.intervals.mode ?? 0,
    ...{ threatScore, longConnectionScore, strobe, c2OverDnsScore },
  };
}
