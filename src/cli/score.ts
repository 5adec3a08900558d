import { readFile } from "node:fs/promises";
import { Command, Option } from "commander";
import { RuleError } from "../errors.js";
import { allowEntries } from "../network/allow-list.js";
import { renderFindings } from "../render/findings.js";
import type { Scorer } from "../score.js";
import { defaultScorers } from "../scorers/index.js";
import {
  LEVELS,
  type Level,
  type Profile,
  parseProfile,
  profiles,
  score,
} from "../scoring/index.js";
import type { ConnectionTable } from "../table.js";
import { tableWithin } from "../table-within.js";
import { EXIT, type Io } from "./io.js";
import {
  jsonFile,
  type OutputOptions,
  Problems,
  type SharedOptions,
  withOutputOptions,
  withReadingOptions,
} from "./options.js";
import { type ReadingOptions, readInputs, readingOptions } from "./read-inputs.js";
import { outputFormat, readingStatus, tellWarnings, writeResult } from "./report.js";
import { VERSION } from "./version.js";

interface ScoreCommandOptions extends SharedOptions, OutputOptions {
  readonly top: string;
  readonly minScore?: string;
  readonly minCount: string;
  readonly scorers?: string;
  readonly profile: string;
  readonly allow?: string;
  readonly failOn?: Level;
}

const EXAMPLES = `
Examples:
  beaconry score conn.log                          ranked findings, as a table on a terminal
  beaconry score /var/log/zeek/2026-11-23 --top 10 a folder of Zeek logs, gzip and all
  beaconry score events.json --format csv --output findings.csv
  zcat proxy.csv.gz | beaconry score - --csv-columns time=when,source=client,destination=server,port=p
  beaconry score conn.log --allow known.txt --fail-on high   exit status 4 when something is left

A score says how much a pair behaves like a program on a schedule, not that it is malicious.
Every finding names the numbers it rests on, and what the reference query says of the same pair.`;

/** The command that ranks findings. */
export function scoreCommand(io: Io, end: (status: number) => void): Command {
  const levels = LEVELS.filter((level) => level !== "none");
  const command = new Command("score")
    .description("rank source-to-destination pairs by how much they behave like beacons")
    .argument("<inputs...>", "log files, directories, or - for standard input")
    .option("--top <n>", "show the best n findings; 0 shows all", "50")
    .option("--min-score <x>", "leave out findings below this score, 0 to 1")
    .option("--min-count <n>", "leave out pairs with fewer connections", "4")
    .option(
      "--scorers <ids>",
      `use these scorers only: ${defaultScorers.map(({ id }) => id).join(",")}`,
    )
    .option(
      "--profile <name|file>",
      `how scores are combined: ${Object.keys(profiles).join(", ")} or a JSON file`,
      "default",
    )
    .option("--allow <file>", "known destinations: a CIDR, address or domain a line, # comments")
    .addOption(
      new Option("--fail-on <level>", "exit with 4 when a finding reaches this level").choices(
        levels,
      ),
    );
  return withReadingOptions(withOutputOptions(command))
    .addHelpText("after", EXAMPLES)
    .action(async (inputs: string[], options: ScoreCommandOptions) => {
      end(await runScore(inputs, options, io));
    });
}

async function runScore(inputs: string[], options: ScoreCommandOptions, io: Io): Promise<number> {
  const problems = new Problems();
  const reading = readingOptions(options, problems);
  const top = problems.number("--top", options.top, { min: 0 }) ?? 0;
  const minCount = problems.number("--min-count", options.minCount, { min: 1 }) ?? 1;
  const minScore = problems.number("--min-score", options.minScore, {
    min: 0,
    max: 1,
    whole: false,
  });
  const scorers = scorersNamed(options.scorers, problems);
  problems.throwIfAny();
  const profile = await profileNamed(options.profile);
  const allow = options.allow === undefined ? [] : await allowFile(options.allow);
  const table = await readInputs(inputs, options, reading, io);
  const result = score(windowed(table, reading), {
    scorers,
    profile,
    allow,
    top,
    minCount,
    internal: reading.internal,
    ...(minScore !== undefined && { minScore }),
  });
  const ids = scorers.map(({ id }) => id);
  await writeResult(renderFindings(result, outputFormat(options, io), VERSION, ids), options, io);
  tellWarnings(result.warnings, options, io);
  const status = readingStatus(table, options);
  if (status !== EXIT.done || options.failOn === undefined) return status;
  const least = LEVELS.indexOf(options.failOn);
  const reached = result.findings.some(({ level }) => LEVELS.indexOf(level) >= least);
  return reached ? EXIT.found : EXIT.done;
}

/** The part of the table that --hours and --end leave; all of it without them. */
function windowed(table: ConnectionTable, { hours, end }: ReadingOptions): ConnectionTable {
  if (hours === undefined && end === "data") return table;
  const last = end === "data" ? newest(table) : Math.floor(end);
  const first = hours === undefined ? Number.NEGATIVE_INFINITY : last - hours * 3_600_000;
  return tableWithin(table, first, last);
}

function newest({ times }: ConnectionTable): number {
  let latest = Number.NEGATIVE_INFINITY;
  for (const time of times) if (time > latest) latest = time;
  return Math.floor(latest);
}

function scorersNamed(ids: string | undefined, problems: Problems): readonly Scorer[] {
  if (ids === undefined) return defaultScorers;
  return ids.split(",").flatMap((id) => {
    const scorer = defaultScorers.find((known) => known.id === id.trim());
    if (scorer !== undefined) return [scorer];
    const known = defaultScorers.map((one) => one.id).join(", ");
    problems.issues.push(`--scorers: no scorer "${id}"; there are ${known}`);
    return [];
  });
}

async function profileNamed(name: string): Promise<Profile> {
  return profiles[name] ?? parseProfile(await jsonFile("profile", name));
}

async function allowFile(path: string): Promise<string[]> {
  try {
    return allowEntries(await readFile(path, "utf8"));
  } catch {
    throw new RuleError("allow list", [`cannot read ${path}`]);
  }
}
