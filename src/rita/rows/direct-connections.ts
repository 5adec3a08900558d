import type { Dataset } from "../dataset/dataset.js";
import { itemsOf } from "../dataset/groups.js";
import { isMet, type View } from "./group-state.js";
import type { Moment } from "./moment.js";
import type { RitaModifier } from "./row.js";

const DAY = 86_400;

/** Only those that query the domain connect to what it resolves to, and someone does: the names serve no one else. */
export function directModifiers(
  dataset: Dataset,
  names: readonly number[],
  { importNumber, allFromHour, all, options }: Moment,
): RitaModifier[] {
  const { reading, answersByName, answers, queriesByName, queries } = dataset;
  const score = options.config.modifiers.c2OverDnsDirectConnScoreIncrease;
  const fromDay = all.start - (all.start % DAY);
  const resolved = new Set<number>();
  const asked = new Set<number>();
  for (const name of names) {
    for (const answer of itemsOf(answersByName, name)) {
      if (reading.answersMet.met(answer, importNumber, fromDay)) {
        resolved.add(reading.endpoints.unsigned(answers.ends[answer] as number));
      }
    }
    for (const query of itemsOf(queriesByName, name)) {
      if (reading.queriesMet.met(query, importNumber, allFromHour)) {
        asked.add(reading.endpoints.unsigned(queries.sources[query] as number));
      }
    }
  }
  const view = { importNumber, fromHour: allFromHour, withOver: true, withOpen: false };
  const direct = directSources(dataset, resolved, view);
  const isServedOnly = [...direct].every((source) => asked.has(source));
  if (score === 0 || direct.size === 0 || !isServedOnly) return [];
  return [{ name: "c2_over_dns_direct_conns", value: String(direct.size), score }];
}

/** Who connected to any of these ends. */
function directSources(
  { pairs, pairsByOutside, reading: { endpoints } }: Dataset,
  ends: ReadonlySet<number>,
  view: View,
): Set<number> {
  const sources = new Set<number>();
  for (const end of ends) {
    for (const group of itemsOf(pairsByOutside, end)) {
      if (endpoints.unsigned(pairs.targets[group] as number) !== end) continue;
      if (!isMet(pairs.events, group, view)) continue;
      sources.add(endpoints.unsigned(pairs.sources[group] as number));
    }
  }
  return sources;
}
