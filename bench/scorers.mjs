// What each scorer costs: CPU seconds over all pairs of a log, and the whole command with the first four scorers and with all,
// interleaved. Usage: npm run build && node bench/scorers.mjs [--rounds 3] [--file conn.log] [--write]
// Without --file it takes the log of ten million rows that `npm run bench` made.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { defaultScorers, pairCount, pairOf } from "../dist/index.js";
import { readFiles } from "../dist/node/index.js";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    file: { type: "string", default: join(tmpdir(), "beaconry-bench", "conn-10m.log") },
    write: { type: "boolean", default: false },
  },
});
const FIRST = "interval-mad,interval-skew,size-consistency,persistence";
const lines = [];
const say = (line) => {
  lines.push(line);
  console.log(line);
};

const four = [];
const all = [];
for (let round = 0; round < Number(values.rounds); round++) {
  four.push(cpuOf("--scorers", FIRST));
  all.push(cpuOf());
}
const [a, b] = [median(four), median(all)];
say(
  `The first four scorers: ${a.toFixed(2)} CPU s. All ten: ${b.toFixed(2)}, ${(b / a).toFixed(2)} times as much.`,
);
say("");
say("| scorer | CPU s | share |");
say("|---|---|---|");
const shares = await sharesOf(values.file);
const total = [...shares.values()].reduce((sum, cpu) => sum + cpu, 0);
for (const [id, cpu] of shares)
  say(`| ${id} | ${cpu.toFixed(2)} | ${Math.round((100 * cpu) / total)} % |`);
if (values.write) writeFileSync("bench/SCORERS.md", page(lines));

function cpuOf(...options) {
  const command = `TIMEFORMAT='%U %S'; time '${process.execPath}' dist/cli/main.js score '${values.file}' --format json --quiet ${options.join(" ")} > /dev/null`;
  const { stderr, status } = spawnSync("bash", ["-c", command], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stderr
    .trim()
    .split("\n")
    .at(-1)
    .split(" ")
    .map(Number)
    .reduce((sum, s) => sum + s);
}

function median(runs) {
  return runs.sort((x, y) => x - y)[Math.floor(runs.length / 2)];
}

/** In portions of 256 pairs, so that the clock is read seldom; what pairs keep for all scorers is counted apart. */
async function sharesOf(file) {
  const table = await readFiles([file]);
  const population = { sources: 1, sourcesOf: () => 1, alike: () => 1 };
  const [start, end] = [0, 1e13];
  const spent = new Map();
  const timed = (name, work) => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    spent.set(name, (spent.get(name) ?? 0) + (user + system) / 1e6);
  };
  for (let from = 0; from < pairCount(table); from += 256) {
    const size = Math.min(256, pairCount(table) - from);
    const pairs = Array.from({ length: size }, (_, i) => pairOf(table, from + i));
    timed("sorted intervals", () => pairs.map((pair) => pair.sortedIntervals));
    timed("sessions", () => pairs.map((pair) => pair.sessions));
    for (const { id, score } of defaultScorers) {
      timed(id, () => pairs.map((pair) => score(pair, { start, end, population })));
    }
  }
  return spent;
}

function page(body) {
  return `# What each scorer costs

Made by \`node bench/scorers.mjs --write\` on the log of \`npm run bench\`: ten million connections, 200,000 pairs. Prevalence is counted
without its table of who talks to whom, which the whole command has.

${body.join("\n")}
`;
}
