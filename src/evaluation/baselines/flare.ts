import { spellSeconds, spellShare } from "../../text/units.js";
import type { Baseline } from "./baseline.js";
import { modeOf } from "./moments.js";

const MORE_OCCURRENCES_THAN = 10;
const MORE_SHARE_THAN = 0.05;
const WINDOW_SECONDS = 2;
const LEAST_DELTA = 2;

/**
 * The rule of flare's beaconing module: intervals in whole seconds, those under 2 s left out; the share of them in the best
 * window of 2 s at or just below the most frequent one. Reported over 5 % of more than 10 occurrences (its defaults).
 * Value: that share. Simpler than flare: it looks at the pair alone (no destination degree, no whois, no allow list).
 *
 * @see https://github.com/austin-taylor/flare
 */
export const flare: Baseline = {
  id: "flare",

  score({ intervals, count }) {
    const seconds = Array.from(intervals, Math.floor).filter((delta) => delta >= LEAST_DELTA);
    const mode = modeOf(seconds);
    if (count < 3) return undefined;
    if (mode === undefined) return { id: "flare", value: 0, evidence: { occurrences: count } };
    let best = 0;
    for (let from = mode.value - WINDOW_SECONDS; from <= mode.value; from++) {
      let inside = 0;
      for (let i = 0; i < WINDOW_SECONDS; i++) inside += mode.counts.get(from + i) ?? 0;
      best = Math.max(best, inside);
    }
    const share = best / seconds.length;
    const evidence = { occurrences: count, modeSeconds: mode.value, share };
    return { id: "flare", value: share, evidence };
  },

  flags: ({ occurrences = 0, share = 0 }) =>
    occurrences > MORE_OCCURRENCES_THAN && share > MORE_SHARE_THAN,

  explain({ occurrences = 0, modeSeconds, share = 0 }) {
    if (modeSeconds === undefined) return `None of ${occurrences} intervals reaches 2 s.`;
    return `${spellShare(share)} of ${occurrences} occurrences come ${spellSeconds(modeSeconds)} after the one before, within 2 s.`;
  },
};
