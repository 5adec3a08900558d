// What the reference query and the score make of the records of one test.
import { pairOf, reference, score, tableFrom } from "beaconry";

/** The rule as it is, and then ever more of it taken away. */
const STEPS = [
  ["the rule as it is", {}],
  ["any direction", { directions: [] }],
  ["and loopback too", { excludePrefixes: [] }],
  ["and any count", { minCount: 0 }],
];
const LEVELS = ["none", "low", "medium", "high", "critical"];

/** For each step whether the query returns the pair, or the clause that drops it and why. */
export function steps(table) {
  let rule = {};
  return STEPS.map(([name, more]) => {
    rule = { ...rule, ...more };
    const { rows, dropped } = reference(table, { rule, explain: true });
    const [row] = rows;
    const [drop] = dropped;
    const text = row ? `returned, ${row.BeaconConfidence}` : `${drop.clause}: ${drop.detail}`;
    return { name, returned: rows.length > 0, text };
  });
}

/** Level and score of the only pair. */
export function scored(table) {
  const [finding] = score(table, { minCount: 1 }).findings;
  return finding;
}

/** From how many of the connections on the level is at least this one, for good; undefined when it never is. */
export function foundFrom(table, level) {
  const { source, destination, port, times, bytesIn } = pairOf(table, 0);
  const all = Array.from(times, (time, i) => {
    const bytes = Number.isNaN(bytesIn[i]) ? null : bytesIn[i];
    return { time, source, destination, port, bytesIn: bytes };
  });
  const isBelow = (count) =>
    LEVELS.indexOf(scored(tableFrom(all.slice(0, count))).level) < LEVELS.indexOf(level);
  let from = all.length + 1;
  while (from > 1 && !isBelow(from - 1)) from--;
  return from > all.length ? undefined : from;
}
