import { IMPROVED_RULE } from "./improved-rule.js";
import { DEFAULT_RULE, type Rule } from "./rule.js";

/** What all the siblings share: they filter on other things than direction, and their volume clause has its guard. */
const SIBLING: Rule = { ...DEFAULT_RULE, directions: [], volumeMaxInterval: 120 };

/**
 * The same detection as its authors published it for other platforms, as far as a rule can say it; `qradar` is DEFAULT_RULE.
 *
 * - `splunk`: times are binned by the minute before first and last are taken; `bounds` strict. Of 172.16.0.0/12 the text
 *   excludes 172.16.0.0/16 only, and so does the rule.
 * - `sentinel`: an integer division, of the seconds that KQL's `datetime_diff` counts: those whose boundary was crossed, which
 *   is the difference of times rounded down; `bounds` inclusive; "public" addresses become the query's networks.
 * - `elastic`: whole seconds, then a real division; `bounds` strict; networks in place of prefixes.
 * - `logscale`, `sumo`: real divisions; `bounds` strict.
 *
 * A rule cannot say: grouping by host, user or process (sentinel, elastic, logscale) or by day (sumo); filters on the action
 * (allowed, successful), on IPv4 only (logscale) or on user agents; the ratio of bytes sent to received. Of `elastic` and
 * `sumo` the published volume clause was not to be seen: the one that the other three share stands in for it.
 *
 * @example RULE_VARIANTS.splunk.timeFloorMs; // => 60000
 */
export const RULE_VARIANTS: Readonly<
  Record<"qradar" | "splunk" | "sentinel" | "elastic" | "logscale" | "sumo" | "improved", Rule>
> = {
  qradar: DEFAULT_RULE,
  splunk: {
    ...SIBLING,
    bounds: "strict",
    timeFloorMs: 60_000,
    excludePrefixes: ["10.", "172.16.", "192.168.", "127."],
  },
  sentinel: { ...SIBLING, arithmetic: "integer", timeFloorMs: 1000 },
  elastic: {
    ...SIBLING,
    bounds: "strict",
    arithmetic: "mixed",
    excludePrefixes: [],
    excludeNetworks: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8"],
  },
  logscale: { ...SIBLING, bounds: "strict" },
  sumo: { ...SIBLING, bounds: "strict" },
  improved: IMPROVED_RULE,
};
