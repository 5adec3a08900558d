// Measures detectors on simulated implants and, where the folder BEACONRY_DATA is at hand, on labelled real logs, and writes
// bench/DETECTION.md. After a build: node bench/detection.mjs [--seeds 1,2,3] [--pairs 4] [--benign 1000] [--output file]
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  detectorsWith,
  drawAperiodic,
  evaluate,
  evaluateLabelled,
  parseLabels,
  randomFrom,
  SUITE,
  simulate,
  world,
} from "../dist/evaluation/index.js";
import { score, tableFrom } from "../dist/index.js";
import { readFiles } from "../dist/node/index.js";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1,2,3,4,5,6,7,8" },
    pairs: { type: "string", default: "4" },
    benign: { type: "string", default: "1000" },
    output: { type: "string", default: join(HERE, "DETECTION.md") },
  },
});
const { version } = JSON.parse(readFileSync(join(HERE, "../package.json"), "utf8"));
const detectors = detectorsWith();
const evaluation = await evaluate({
  detectors,
  seeds: values.seeds.split(","),
  pairs: Number(values.pairs),
  aperiodic: Number(values.benign),
  periodic: 100,
  onProgress: ({ step, steps, doing }) => process.stderr.write(`${step + 1}/${steps} ${doing}\n`),
});
const command = ["node bench/detection.mjs", ...process.argv.slice(2)].join(" ");
const pages = [
  head(),
  ...synthetic(evaluation),
  ...calibrated(20_000),
  ...regrouped(),
  ...companies(),
  ...(await real()),
];
writeFileSync(values.output, `${pages.join("\n\n")}\n`);

function head() {
  const { seeds, pairs, aperiodic, periodic, prevalence } = evaluation.settings;
  return `# Detection

Made by \`${command}\` on ${new Date().toISOString().slice(0, 10)} with beaconry ${version}, Node ${process.version}.
Seeds ${seeds.join(", ")}: \`train/…\` sets the thresholds, \`report/…\` is measured. Each has ${pairs} pairs of every implant variant,
${aperiodic} benign pairs without and ${periodic} with a schedule. The baselines are written from documented rules, not the products.
Intervals are of 95 %: bootstrap over seeds, Wilson for shares of pairs. Precision is expected among ${prevalence.pairs} pairs with ${prevalence.beacons} beacons.
Simulated traffic is easier than life; what it decides is which detector misses which kind of sleep.`;
}

function synthetic({ benign, families, variants }) {
  const ids = benign.map(({ detector }) => detector);
  const codes = [...new Set(families.map(({ code }) => code))];
  const at = (code, id) => families.find((o) => o.code === code && o.detector === id);
  const matrix = (cell) =>
    table(
      ["family", ...ids],
      codes.map((code) => [name(at(code, ids[0])), ...ids.map((id) => cell(at(code, id)))]),
    );
  const own = codes.map((code) => at(code, "beaconry"));
  const worse = families.filter(
    (o) => o.recallAt1.value > at(o.code, "beaconry").recallAt1.value + 0.005,
  );
  const claims = benign.flatMap(({ detector, calibration }) =>
    calibration.filter(({ cases }) => cases > 0).map((row) => ({ detector, ...row })),
  );
  return [
    "## Simulated",
    "### Recall at 1 % false alarms",
    matrix((o) => number(o.recallAt1.value)),
    "### ROC-AUC",
    matrix((o) => number(o.auc.value)),
    "### Beaconry by family",
    table(
      [
        ...["family", "pairs", "AUC", "recall 1 %", "recall 0.1 %", "first 10", "first 50"],
        ...["first 100", "connections until found", "found", "period right", "harmonic", "wrong"],
        ...["period error", "jitter error"],
      ],
      own.map((o) => [
        ...[name(o), o.pairs, ranged(o.auc), ranged(o.recallAt1), ranged(o.recallAt01)],
        ...[ranged(o.precisionAt10), number(o.precisionAt50), number(o.precisionAt100)],
        ...[number(o.delay.medianConnections, 0), number(o.delay.reached)],
        ...[number(o.period.right), number(o.period.harmonic), number(o.period.wrong)],
        ...[number(o.period.medianError, 3), number(o.period.jitterError, 3)],
      ]),
    ),
    "### Beaconry by variant",
    table(
      ["variant", "family", "AUC", "recall 1 %", "recall 0.1 %", "connections until found"],
      variants
        .filter(({ detector }) => detector === "beaconry")
        .map((o) => [
          ...[o.variant, o.code, ranged(o.auc), ranged(o.recallAt1), ranged(o.recallAt01)],
          number(o.delay.medianConnections, 0),
        ]),
    ),
    "### Where another detector finds more than Beaconry at 1 % false alarms",
    worse.length === 0
      ? "Nowhere."
      : table(
          ["family", "detector", "recall", "Beaconry's"],
          worse.map((o) => [
            ...[name(o), o.detector, ranged(o.recallAt1)],
            ranged(at(o.code, "beaconry").recallAt1),
          ]),
        ),
    "### Benign pairs",
    "Above the thresholds for 1 and 0.1 %, and reported at a detector's own threshold. Benign programs on a schedule are beacons to any timing: only context tells them.",
    table(
      [
        ...["detector", "trained on", "no schedule, 1 %", "no schedule, 0.1 %", "own rule"],
        ...["on a schedule, 1 %", "on a schedule, own rule", "implants, own rule"],
      ],
      benign.map((b) => [
        ...[b.detector, b.trained, share(b.aperiodicAt1), share(b.aperiodicAt01)],
        ...[share(b.aperiodicReported), share(b.periodicAt1), share(b.periodicReported)],
        number(mean(codes.map((code) => at(code, b.detector).reported.value))),
      ]),
    ),
    "### Claimed false alarms",
    claims.length === 0
      ? "No detector claims any."
      : table(
          ["detector", "claimed", "observed", "pairs"],
          claims.map((c) => [c.detector, `${c.claimed * 100} %`, share(c), c.cases]),
        ),
  ];
}

/** Claimed beside observed on as many fresh pairs as it takes to see 1 in 1,000. */
function calibrated(count) {
  const chances = [];
  for (let drawn = 0; chances.length < count; drawn++) {
    const seed = `report/calibration/${drawn}`;
    const { family, parameters, hours } = drawAperiodic(randomFrom(seed));
    const cohorts = [{ family, parameters }];
    const { connections } = simulate({ seed, start: Date.UTC(2026, 0, 5), hours, cohorts });
    const [finding] = score(connections, { minCount: 1, top: 1 }).findings;
    if (finding !== undefined && finding.falseAlarm !== null) {
      chances.push({ family: `${family.code} ${family.id}`, falseAlarm: finding.falseAlarm });
    }
  }
  const claims = [0.1, 0.03, 0.01, 0.003, 0.001];
  const row = (name, of) => [
    ...[name, of.length],
    ...claims.map((claimed) =>
      (of.filter(({ falseAlarm }) => falseAlarm <= claimed).length / of.length / claimed).toFixed(
        2,
      ),
    ),
  ];
  const families = [...new Set(chances.map(({ family }) => family))].sort();
  return [
    "### Observed by claimed false alarms",
    `On ${count} more pairs without a schedule, times as many as claimed. The claim is for the whole mixture: of some families more pairs look
regular than of others.`,
    table(
      ["family", "pairs", ...claims.map((claimed) => `${claimed * 100} %`)],
      [
        row("all", chances),
        ...families.map((one) =>
          row(
            one,
            chances.filter(({ family }) => family === one),
          ),
        ),
      ],
    ),
  ];
}

/** What timing on one pair cannot see, and what of it comes back when pairs are grouped by what the implant cannot change. */
function regrouped() {
  const cases = [
    ["rotation over 10 at random", "by host", SUITE.filter(isTenfold), byHost],
    [
      "in 1–10 times as much other traffic",
      "by fingerprint",
      SUITE.filter(({ family }) => family.id === "mixed"),
      onlyImplant,
    ],
  ];
  const runs = values.seeds
    .split(",")
    .flatMap((seed) => Array.from({ length: 5 }, (_, i) => `report/${seed}/regrouped/${i}`));
  const rows = cases.flatMap(([what, how, variants, regroup]) =>
    variants.map(({ id, family, parameters, hours }) => {
      const found = { pair: [], grouped: [] };
      for (const seed of runs) {
        const cohorts = [{ family, parameters }];
        const { connections } = simulate({ seed, start: Date.UTC(2026, 0, 5), hours, cohorts });
        const truth = { family, parameters: { ...family.defaults, ...parameters }, seed, hours };
        found.pair.push(...score(connections, { minCount: 1 }).findings);
        found.grouped.push(...score(regroup(connections, truth), { minCount: 1 }).findings);
      }
      const below = (findings, claimed) =>
        number(
          findings.filter(({ falseAlarm }) => (falseAlarm ?? 1) <= claimed).length /
            findings.length,
        );
      return [
        ...[what, id, how, below(found.pair, 0.01), below(found.pair, 0.001)],
        ...[below(found.grouped, 0.01), below(found.grouped, 0.001)],
      ];
    }),
  );
  return [
    "### What grouping adds",
    `Shares of pairs whose claimed false alarm is at most 1 % and 0.1 %, pair by pair and grouped: a rotating implant by the host it asks
for, which all its addresses share; one among other traffic of a pair by its client's fingerprint, which takes the other traffic away.`,
    table(
      [
        "what",
        "variant",
        "grouped",
        "pairs, 1 %",
        "pairs, 0.1 %",
        "grouped, 1 %",
        "grouped, 0.1 %",
      ],
      rows,
    ),
  ];
}

/** Whole companies for a week: what context adds to timing among benign programs on a schedule. */
function companies() {
  const made = ["report/company/1", "report/company/2"].map((seed) => {
    const { connections, labels } = simulate(world({ seed }));
    process.stderr.write(`a company of seed ${seed}: ${connections.length} connections\n`);
    return evaluateLabelled(tableFrom(connections), labels, detectors);
  });
  const of = (id, value) =>
    number(mean(made.map(({ outcomes }) => value(outcomes.find((o) => o.detector === id)))));
  const first = (id, n) =>
    number(
      mean(
        made.map(
          ({ results }) =>
            results.filter((r) => r.detector === id && r.label === "c2" && r.rank <= n).length,
        ),
      ),
      1,
    );
  const { pairs, c2, benign, periodic } = made[0];
  return [
    "### A company",
    `Means of two simulated companies of 500 hosts for a week (\`beaconry simulate --world\`), a million connections and some ${pairs} pairs each:
${c2} pairs of implants, ${benign} benign ones without a schedule, ${periodic} of agents on one, which hosts share as companies' hosts do. Here
timing alone cannot win; \`timing\` beside \`beaconry\` shows what context adds.`,
    table(
      [
        "detector",
        "AUC to no schedule",
        "AUC to a schedule",
        "C2 in the first 10",
        "25",
        "50",
        "reported: C2",
        "no schedule",
        "a schedule",
      ],
      detectors.map(({ id }) => [
        ...[
          id,
          of(id, (o) => o.auc),
          of(id, (o) => o.aucPeriodic),
          first(id, 10),
          first(id, 25),
          first(id, 50),
        ],
        ...[
          of(id, (o) => o.c2Reported.value),
          of(id, (o) => o.benignReported.value),
          of(id, (o) => o.periodicReported.value),
        ],
      ]),
    ),
  ];
}

function byHost(connections) {
  return connections.map((one) => ({ ...one, destination: "one.example" }));
}

function isTenfold({ family, parameters }) {
  return family.id === "rotation" && parameters.servers === 10 && parameters.random === 1;
}

/** The implant's own connections: the same simulation without others. */
function onlyImplant(_, { family, parameters, seed, hours }) {
  const cohorts = [{ family, parameters: { ...parameters, ratio: 0 } }];
  return simulate({ seed, start: Date.UTC(2026, 0, 5), hours, cohorts }).connections;
}

async function real() {
  const folder = join(
    resolve(HERE, "..", process.env.BEACONRY_DATA ?? "../shared/data"),
    "traffic",
  );
  if (!existsSync(join(folder, "truth.json"))) {
    return ["## Real logs", "Not at hand when this page was made."];
  }
  const truth = JSON.parse(readFileSync(join(folder, "truth.json"), "utf8"));
  const rows = [];
  const unread = [];
  for (const file of [...new Set(truth.map((pair) => pair.file))]) {
    const labels = parseLabels(
      truth
        .filter((pair) => pair.file === file)
        .map(({ src, dst, ...pair }) => ({ ...pair, source: src, destination: dst })),
    );
    try {
      const logs = await readFiles(filesOf(join(folder, file)));
      const { results, pairs } = evaluateLabelled(logs, labels, detectors);
      rows.push(...labels.map((label) => realRow(file, label, results, pairs)));
    } catch (error) {
      unread.push(`- \`${file}\`: ${String(error.message).replaceAll(folder, "…")}`);
    }
  }
  const others = detectors.map(({ id }) => id).filter((id) => id !== "beaconry");
  const headings = ["log", "pair", "label", "score", "false alarm", "period", "rank of"];
  return [
    "## Real logs",
    `Labelled pairs, each in its own log: Beaconry's score and rank among all pairs of the log (ties share the mean of their ranks), and the ranks that the others give it.`,
    table([...headings, ...others], rows),
    ...(unread.length === 0
      ? []
      : ["Labelled, but not readable by this version:", unread.join("\n")]),
  ];
}

/** A file, or all with the ending of a name such as `*.pcap`. */
function filesOf(path) {
  if (!path.includes("*")) return [path];
  const names = readdirSync(dirname(path)).filter((name) => extname(name) === extname(path));
  return names.map((name) => join(dirname(path), name));
}

function realRow(file, { source, destination, port, label }, results, pairs) {
  const of = results.filter(
    (r) => r.source === source && r.destination === destination && r.port === port,
  );
  const [own, ...others] = of;
  const start = [`\`${file}\``, `${source} → ${destination}:${port}`, label];
  if (own === undefined) return [...start, "not in the log"];
  return [
    ...start,
    own.value === null ? "silent" : number(own.value),
    own.falseAlarm === null ? "–" : own.falseAlarm.toPrecision(2),
    own.periodSeconds === null ? "–" : `${own.periodSeconds.toPrecision(3)} s`,
    `${own.rank} of ${pairs}`,
    ...others.map(({ value, rank }) => (value === null ? "–" : rank)),
  ];
}

function table(headings, rows) {
  const line = (cells) => `| ${headings.map((_, i) => cells[i] ?? "").join(" | ")} |`;
  return [line(headings), line(headings.map(() => "---")), ...rows.map(line)].join("\n");
}

function name({ code, family }) {
  return `${code} ${family}`;
}

function number(value, digits = 2) {
  return Number.isNaN(value) ? "–" : value.toFixed(digits);
}

function ranged({ value, low, high }) {
  const range = Number.isNaN(low) ? "" : ` (${number(low)}–${number(high)})`;
  return `${number(value)}${range}`;
}

function share({ value, low, high }) {
  if (Number.isNaN(value)) return "–";
  const percent = (part) => `${Number((part * 100).toPrecision(2))}`;
  return `${percent(value)} % (${percent(low)}–${percent(high)})`;
}

function mean(numbers) {
  const known = numbers.filter((one) => !Number.isNaN(one));
  return known.reduce((sum, one) => sum + one, 0) / known.length;
}
