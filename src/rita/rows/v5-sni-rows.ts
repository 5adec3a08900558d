import type { Dataset } from "../dataset/dataset.js";
import { type GroupState, groupState } from "./group-state.js";
import type { Moment } from "./moment.js";
import type { RitaModifier, RitaRow } from "./row.js";
import { groupNumbers, meetingsOf } from "./v5-group.js";
import { commonModifiers, finalScore, signNumbers, signsOf } from "./v5-score.js";

/** The row of group of names number `group`: that of the latest import that has one. */
export function sniRow(
  dataset: Dataset,
  group: number,
  momentOf: (importNumber: number) => Moment,
): RitaRow | undefined {
  const { events } = dataset.names;
  for (const { importNumber, over } of meetingsOf(events, group)) {
    const moment = momentOf(importNumber);
    // An import that met the group among open connections alone looks at nothing else of it.
    const view = { ...moment.view, withOver: over };
    const row = rowOf(dataset, group, groupState(events, group, view), moment);
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
  const { names, reading } = dataset;
  const source = names.sources[group] as number;
  const name = names.targets[group] as number;
  const share = moment.prevalence.ofName(name) / moment.prevalence.networkSize;
  const firstSeen = moment.history?.ofName(name) ?? Math.min(state.over.first, state.open.first);
  const modifiers = [
    ...signatureModifiers(source, name, moment),
    ...mismatchModifiers(dataset, group, moment),
    ...commonModifiers(share, firstSeen, moment),
  ];
  return {
    type: "sni",
    source: reading.endpoints.address(source),
    destination: null,
    fqdn: reading.names.texts[name] as string,
    ...groupNumbers(dataset, state),
    ...signNumbers(signs),
    subdomains: 0,
    prevalence: share,
    firstSeen,
    lastSeen: Math.max(state.over.last, state.open.last),
    modifiers,
    ...finalScore(signs, modifiers, moment),
  };
}

/** A user agent or JA3 that the source used with this name alone. */
function signatureModifiers(
  source: number,
  name: number,
  { signatures, importNumber, allFromHour, options }: Moment,
): RitaModifier[] {
  const value = signatures.ofName(source, name, importNumber, allFromHour);
  const score = options.config.modifiers.rareSignatureScoreIncrease;
  return value === undefined ? [] : [{ name: "rare_signature", value, score }];
}

/** Responses whose MIME type does not fit what the path ends in. */
function mismatchModifiers(
  { mismatches }: Dataset,
  group: number,
  { importNumber, allFromHour, options }: Moment,
): RitaModifier[] {
  const count = mismatches(group, importNumber, allFromHour);
  const score = options.config.modifiers.mimeTypeMismatchScoreIncrease;
  return count === 0 ? [] : [{ name: "mime_type_mismatch", value: String(count), score }];
}
