// How well rows are ranked by what the query says, by their count, and by rescoring them: AUC of implants against all other rows, and
// implants among the first ten, on simulated sites of one day. The implants' settings and the benign pairs' rates are drawn
// anew for each seed. Run after a build: node bench/rescoring.mjs [seeds]
import * as b from "../dist/evaluation/index.js";
import { reference, tableFrom } from "../dist/index.js";
import { readResultRows, rescore } from "../dist/qradar/index.js";

const seeds = Number(process.argv[2] ?? 20);
const start = Date.UTC(2026, 10, 22);
const HOUR = 3_600_000;

/** A generator of our own, so that drawing settings does not follow the simulator's. */
function lottery(seed) {
  let state = seed * 2_654_435_761 + 1;
  const next = () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_507) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
  return {
    between: (low, high) => low * (high / low) ** next(),
    pick: (list) => list[Math.floor(next() * list.length)],
  };
}

function site(seed) {
  const { between, pick } = lottery(seed);
  const implant = () => {
    const periodSeconds = pick([30, 45, 60, 90, 120, 180, 300, 600, 900]);
    const jitter = pick([0, 0.1, 0.2, 0.37, 0.5]);
    const hours = pick([
      [0, 24],
      [0, 24],
      [14, 24],
      [20, 24],
    ]);
    const family = pick([b.oneSidedJitter, b.twoSidedJitter]);
    return { family, parameters: { periodSeconds, jitter }, hours, port: pick([80, 443, 8443]) };
  };
  const benign = () => {
    const perDay = between(30, 2500);
    return pick([
      () => ({ family: b.poisson, parameters: { perDay } }),
      () => ({ family: b.diurnal, parameters: { perDay } }),
      () => ({
        family: b.browsing,
        parameters: { minimumOffSeconds: 86_400 / perDay },
        hours: [7, 19],
      }),
      () => ({ family: b.streaming, parameters: { pieceSeconds: between(3, 60) } }),
    ])();
  };
  const agents = () => {
    const sources = Math.round(between(3, 20));
    return {
      family: b.telemetry,
      parameters: { periodSeconds: pick([60, 120, 300, 600]) },
      pairs: sources,
      sources,
    };
  };
  const cohorts = [
    ...Array.from({ length: 5 }, implant),
    ...Array.from({ length: 80 }, benign),
    ...Array.from({ length: 3 }, agents),
  ];
  return b.simulate({ seed: `rescoring-${seed}`, start, hours: 24, hosts: 120, cohorts });
}

const keyOf = ({ source, destination, port }) => `${source} ${destination} ${port}`;

/** Of implants and others taken in pairs, the share in which the implant has more; half a share for equals. */
function areaUnderCurve(rows, measure, isImplant) {
  const [implants, others] = [true, false].map((one) =>
    rows.filter((row) => isImplant(row) === one).map(measure),
  );
  let wins = 0;
  for (const x of implants) for (const y of others) wins += x > y ? 1 : x === y ? 0.5 : 0;
  return wins / implants.length / others.length;
}

const RANKINGS = {
  "confidence, then count": ({ reference, count }) =>
    (reference.confidence === "high" ? 1e9 : 0) + count,
  "confidence alone": ({ reference }) => Number(reference.confidence === "high"),
  "a band before volume": ({ reference }) =>
    reference.reason.startsWith("band") ? 2 : reference.reason === "volume" ? 1 : 0,
  rescored: ({ score }) => score,
  "rescored, bytes unknown": ({ blind }) => blind,
};
const sums = new Map(Object.keys(RANKINGS).map((name) => [name, { area: 0, ten: 0 }]));
let rows = 0;
let high = 0;
for (let seed = 1; seed <= seeds; seed++) {
  const { connections, labels } = site(seed);
  const implants = new Set(labels.filter(({ label }) => label === "c2").map(keyOf));
  const answer = reference(tableFrom(connections), { end: start + 24 * HOUR - 1 }).rows;
  const blindAnswer = answer.map((row) => ({ ...row, BytesSent: null, BytesReceived: null }));
  const read = (events) => readResultRows("rows", JSON.stringify({ events }));
  const blind = new Map(rescore(read(blindAnswer)).findings.map((one) => [keyOf(one), one.score]));
  const findings = rescore(read(answer)).findings.map((one) => ({
    ...one,
    blind: blind.get(keyOf(one)),
  }));
  const isImplant = (one) => implants.has(keyOf(one));
  rows += findings.length;
  high += answer.filter(({ BeaconConfidence }) => BeaconConfidence === "high").length;
  for (const [name, measure] of Object.entries(RANKINGS)) {
    const sum = sums.get(name);
    sum.area += areaUnderCurve(findings, measure, isImplant) / seeds;
    const first = findings
      .toSorted((x, y) => measure(y) - measure(x) || y.count - x.count)
      .slice(0, 10);
    sum.ten += first.filter(isImplant).length / findings.filter(isImplant).length / seeds;
  }
}
console.log(`${seeds} sites, ${rows} rows, ${high} of them high\n`);
console.log("| ranked by | AUC | implants among the first ten |\n| --- | --- | --- |");
for (const [name, { area, ten }] of sums)
  console.log(`| ${name} | ${area.toFixed(3)} | ${(100 * ten).toFixed(0)} % |`);
