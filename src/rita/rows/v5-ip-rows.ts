import type { Dataset } from "../dataset/dataset.js";
import type { IsExcluded } from "./exclusion.js";
import { type GroupState, groupState } from "./group-state.js";
import type { Moment } from "./moment.js";
import type { RitaModifier, RitaRow } from "./row.js";
import { groupNumbers, meetingsOf } from "./v5-group.js";
import { commonModifiers, finalScore, signNumbers, signsOf } from "./v5-score.js";

/** The row of group of addresses number `group`: that of the latest import that has one. */
export function ipRow(
  dataset: Dataset,
  group: number,
  momentOf: (importNumber: number) => Moment,
  isExcluded: IsExcluded,
): RitaRow | undefined {
  const { events } = dataset.pairs;
  for (const { importNumber, over, open } of meetingsOf(events, group)) {
    const counts =
      (over && !isExcluded(importNumber, group, false)) ||
      (open && !isExcluded(importNumber, group, true));
    if (!counts) continue;
    const moment = momentOf(importNumber);
    const row = rowOf(dataset, group, groupState(events, group, moment.view), moment);
    if (row !== undefined) return row;
  }
  return undefined;
}

function rowOf(
  dataset: Dataset,
  group: number,
  state: GroupState,
  moment: Moment,
): RitaRow | undefined {
  const signs = signsOf(state, moment);
  if (signs === undefined) return undefined;
  const { pairs, reading } = dataset;
  const { endpoints } = reading;
  const source = pairs.sources[group] as number;
  const destination = pairs.targets[group] as number;
  const outside = endpoints.isInternal(source) ? destination : source;
  const share = moment.prevalence.ofEnd(outside) / moment.prevalence.networkSize;
  const { over, open } = state;
  // RITA takes the last time of open connections for their first, and the first for their last.
  const firstSeen = moment.history?.ofEnd(outside) ?? Math.min(over.first, flipped(open.last));
  const modifiers = [
    ...signatureModifiers(source, outside, state, moment),
    ...commonModifiers(share, firstSeen, moment),
    ...missingHostModifiers(state, moment),
  ];
  return {
    type: "ip",
    source: endpoints.address(source),
    destination: endpoints.address(destination),
    fqdn: null,
    ...groupNumbers(dataset, state),
    serverIps: [],
    ...signNumbers(signs),
    subdomains: 0,
    prevalence: share,
    firstSeen,
    lastSeen: Math.max(over.last, flipped(open.first)),
    modifiers,
    ...finalScore(signs, modifiers, moment),
  };
}

/** The end of an empty extent as the opposite one, so that it bounds nothing. */
function flipped(time: number): number {
  return Number.isFinite(time) ? time : -time;
}

/** A user agent of requests without a Host that their source used with this end only. */
function signatureModifiers(
  source: number,
  outside: number,
  { missingHostCount }: GroupState,
  { signatures, importNumber, allFromHour, options }: Moment,
): RitaModifier[] {
  if (missingHostCount === 0) return [];
  const value = signatures.ofEnd(source, outside, importNumber, allFromHour);
  const score = options.config.modifiers.rareSignatureScoreIncrease;
  return value === undefined ? [] : [{ name: "rare_signature", value, score }];
}

function missingHostModifiers(
  { missingHostCount }: GroupState,
  { options }: Moment,
): RitaModifier[] {
  const score = options.config.modifiers.missingHostCountScoreIncrease;
  if (missingHostCount === 0 || score === 0) return [];
  return [{ name: "missing_host_header", value: String(missingHostCount), score }];
}
