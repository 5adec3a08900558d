import { spellSeconds, spellShare } from "../../text/units.js";
import type { Baseline } from "./baseline.js";
import { modeOf } from "./moments.js";

const LONGER_THAN_SECONDS = 25;
const MORE_EVENTS_THAN = 30;
const MORE_MODES_THAN = 25;
const MORE_SHARE_THAN = 0.8;
const HOUR = 3_600_000;

/**
 * Microsoft Sentinel's rule for Palo Alto firewalls, "Palo Alto - potential beaconing detected" (PaloAlto-NetworkBeaconing):
 * in an hour of the clock, intervals over 25 s in whole seconds; more than 30 of them, more than 25 the same, and those more
 * than 80 %. Value: the largest such share of an hour with more than 30. Simpler than the rule: it takes the interval to the next
 * connection of the same pair, where the query takes that to the source's next connection to anywhere.
 *
 * @see https://github.com/Azure/Azure-Sentinel
 */
export const sentinelPaloAlto: Baseline = {
  id: "sentinel-paloalto",

  score({ intervals, times, count }) {
    if (count < 2) return undefined;
    const hours = new Map<number, number[]>();
    for (let i = 0; i < intervals.length; i++) {
      const delta = Math.floor(intervals[i] as number);
      if (delta <= LONGER_THAN_SECONDS) continue;
      const hour = Math.floor((times[i] as number) / HOUR);
      const deltas = hours.get(hour);
      if (deltas === undefined) hours.set(hour, [delta]);
      else deltas.push(delta);
    }
    let evidence = { events: 0, modeSeconds: 0, modes: 0, share: 0 };
    for (const deltas of hours.values()) {
      const mode = modeOf(deltas);
      if (mode === undefined || deltas.length <= MORE_EVENTS_THAN) continue;
      const share = mode.count / deltas.length;
      if (share <= evidence.share) continue;
      evidence = { events: deltas.length, modeSeconds: mode.value, modes: mode.count, share };
    }
    return { id: "sentinel-paloalto", value: evidence.share, evidence };
  },

  flags: ({ events = 0, modes = 0, share = 0 }) =>
    events > MORE_EVENTS_THAN && modes > MORE_MODES_THAN && share > MORE_SHARE_THAN,

  explain({ events = 0, modeSeconds = 0, share = 0 }) {
    if (events === 0) return "No hour has more than 30 intervals over 25 s (0 counted).";
    return `In one hour ${spellShare(share)} of ${events} intervals are ${spellSeconds(modeSeconds)} to the second.`;
  },
};
