// How many groups of 1,000 connections RITA's scoring here gets through in a CPU second, by version and by kind of traffic.
// Usage: npm run build && node bench/rita-scores.mjs [--rounds 5]
import { parseArgs } from "node:util";
import { ritaV4, ritaV4Proxy, ritaV5 } from "../dist/rita/index.js";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "5" } } });
const GOAL = 3000;
const GROUPS = 1000;
const EVENTS = 1000;
const DAY = 86_400;
const START = 1_700_000_000;
const random = seeded(20261124);

/** Seconds between connections, and bytes: one kind is easy to sort, one hard, one out of order. */
const KINDS = {
  "a clock, one size": kind(
    () => 86,
    () => 400,
  ),
  "jitter of a third, few sizes": kind(
    () => 60 + 40 * random(),
    () => 400 + 8 * random(),
  ),
  "chance arrivals, all sizes": kind(
    () => -80 * Math.log(1 - random()),
    () => 40 + 1e6 * random() ** 4,
  ),
  "two runs, one after the other": twoRuns(
    kind(
      () => 60 + 40 * random(),
      () => 400 + 8 * random(),
    ),
  ),
};
const VERSIONS = { v5: ritaV5, v4: ritaV4, "v4 proxy": ritaV4Proxy };

console.log(`## Groups of ${EVENTS.toLocaleString("en")} connections a CPU second\n`);
console.log(`The goal: ${GOAL.toLocaleString("en")}. The median of ${values.rounds} rounds.\n`);
console.log(`| traffic | ${Object.keys(VERSIONS).join(" | ")} |`);
console.log(
  `|---|${Object.keys(VERSIONS)
    .map(() => "---|")
    .join("")}`,
);
let least = Number.POSITIVE_INFINITY;
for (const [name, groups] of Object.entries(KINDS)) {
  const rates = Object.values(VERSIONS).map((score) => rateOf(score, groups));
  least = Math.min(least, ...rates);
  console.log(`| ${name} | ${rates.map((rate) => rate.toLocaleString("en")).join(" | ")} |`);
}
console.log(`\nThe goal is ${least >= GOAL ? "reached" : "missed"} in every row.`);

function rateOf(score, groups) {
  const rates = [];
  for (let round = 0; round <= Number(values.rounds); round++) {
    const before = process.cpuUsage();
    let scored = 0;
    for (const group of groups) if (score(group) !== undefined) scored++;
    const { user, system } = process.cpuUsage(before);
    if (scored !== groups.length) throw new Error("a group was refused");
    if (round > 0) rates.push(scored / ((user + system) / 1e6)); // The first round warms up.
  }
  return Math.round(rates.sort((a, b) => a - b)[rates.length >> 1]);
}

function kind(interval, size) {
  return Array.from({ length: GROUPS }, () => {
    const timestamps = new Uint32Array(EVENTS);
    let time = START + random();
    for (let i = 0; i < EVENTS; i++, time += interval()) timestamps[i] = Math.floor(time);
    const sizes = Float64Array.from({ length: EVENTS }, () => Math.floor(size()));
    return { timestamps, sizes, start: START, end: START + DAY };
  });
}

function twoRuns(groups) {
  return groups.map(({ timestamps, ...rest }) => {
    const even = timestamps.filter((_, i) => i % 2 === 0);
    const odd = timestamps.filter((_, i) => i % 2 === 1);
    return { ...rest, timestamps: Uint32Array.from([...even, ...odd]) };
  });
}

/** Mulberry32. */
function seeded(state) {
  let s = state;
  return () => {
    s = (s + 0x6d2b79f5) | 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
