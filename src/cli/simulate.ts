import { Command } from "commander";
import { RuleError } from "../errors.js";
import { cohortsOf } from "../evaluation/cohort.js";
import type { Family } from "../evaluation/family.js";
import { type SimulateOptions, type Simulation, simulate } from "../evaluation/simulate.js";
import { world } from "../evaluation/world.js";
import { csvLines } from "../evaluation/write-csv.js";
import { labelLines } from "../evaluation/write-labels.js";
import { qradarLines } from "../evaluation/write-qradar.js";
import { zeekLines } from "../evaluation/write-zeek.js";
import { dateTime } from "../formats/time.js";
import { checkedOption, choiceOption, numberOption } from "./checked-option.js";
import { EXIT } from "./io.js";
import { familiesNamed, familyList } from "./named-families.js";
import { checkWritable } from "./output-files.js";
import { checkFolder, folderFile } from "./output-folder.js";
import { type OutputOptions, withOutputOptions } from "./output-options.js";
import { outputFormat, writeResult } from "./report.js";
import type { Session } from "./session.js";
import { renderSimulation } from "./simulation-view.js";

interface SimulateCommandOptions extends OutputOptions {
  readonly seed: string;
  readonly duration?: number;
  readonly families?: readonly string[];
  readonly pairs?: number;
  readonly world?: boolean;
  readonly hosts?: number;
  readonly start: number;
  readonly loss?: number;
  readonly sampling?: number;
  readonly rounding?: number;
  readonly nat?: number;
  readonly directory: string;
  readonly logFormat: keyof typeof LOGS;
  readonly force?: boolean;
}

/** A log by its format: what it is called, and how it is written. */
const LOGS = {
  zeek: { file: "conn.log", lines: zeekLines },
  qradar: { file: "events.json", lines: qradarLines },
  csv: { file: "connections.csv", lines: csvLines },
} as const;

const LABELS = "labels.json";

const EXAMPLES = `
Examples:
  beaconry simulate                                     a day with every family, as ./simulated/conn.log
  beaconry simulate --families B2,poisson --pairs 20    Cobalt Strike's jitter among chance traffic
  beaconry simulate --seed 7 --duration 7d --log-format qradar --directory week
  beaconry simulate --loss 0.1 --rounding 60 --nat 5    the same traffic, as a poor sensor sees it
  beaconry simulate --world --directory world           500 hosts for a week, a million connections
  beaconry score simulated/conn.log                     then: what is found
  beaconry evaluate simulated/conn.log --labels simulated/labels.json      and how well

Families, by code: B implants, N benign, P benign on a schedule
${familyList()}

labels.json tells for each pair what it is, with its parameters and the sleep to be found. The same options give the same bytes.`;

/** The command that writes labelled logs. */
export function simulateCommand(session: Session): Command {
  const { problems, end } = session;
  const count = { min: 1, whole: true };
  const command = new Command("simulate")
    .description("write logs of simulated implants and background, and labels that tell them apart")
    .option("--seed <text>", "another seed, other traffic", "1")
    .addOption(
      checkedOption(
        problems,
        "--duration <n>h|d",
        "how long (default: 24h; 7d with --world)",
        "a number of hours or days over 0, such as 24h or 7d",
        hoursOf,
      ),
    )
    .addOption(
      checkedOption(
        problems,
        "--families <ids>",
        "these only, by id or code such as B2 (default: all)",
        "a list with commas between",
        listOf,
      ),
    )
    .addOption(
      numberOption(
        problems,
        "--pairs <n>",
        "pairs of each family (default: 1 of an implant, 10 of others)",
        { ...count, max: 10_000 },
      ),
    )
    .option("--world", "a company's network instead: implants of 19 kinds, agents, visits")
    .addOption(
      numberOption(problems, "--hosts <n>", "hosts (default: 200; 500 with --world)", count),
    )
    .addOption(
      checkedOption(
        problems,
        "--start <ISO>",
        "when it begins, in UTC unless it says otherwise",
        "an ISO date, or date and time",
        startOf,
      ).default(MONDAY, "2026-11-23, a Monday"),
    )
    .addOption(
      numberOption(problems, "--loss <share>", "share of records lost", { min: 0, max: 1 }),
    )
    .addOption(numberOption(problems, "--sampling <n>", "keep one record in n", count))
    .addOption(numberOption(problems, "--rounding <seconds>", "cut times to this", { over: 0 }))
    .addOption(numberOption(problems, "--nat <n>", "hosts that share one address", count))
    .option("--directory <dir>", "where the log and labels.json go", "simulated")
    .addOption(
      choiceOption(problems, "--log-format <id>", "the log's format", Object.keys(LOGS)).default(
        "zeek",
      ),
    )
    .option("--force", "write into a directory that is not empty");
  return withOutputOptions(command, problems)
    .addHelpText("after", EXAMPLES)
    .action(async (options: SimulateCommandOptions) => {
      end(await runSimulate(options, session));
    });
}

async function runSimulate(
  options: SimulateCommandOptions,
  { io, problems }: Session,
): Promise<number> {
  const { directory, force = false } = options;
  for (const flag of ["families", "pairs"] as const) {
    if (!options.world || options[flag] === undefined) continue;
    problems.add(`--${flag}: not with --world, which has its own`);
  }
  const families = familiesNamed(options.families);
  for (const name of families.unknown) {
    problems.add(`--families: no family ${JSON.stringify(name)} (--help lists them)`);
  }
  checkFolder("--directory", directory, force, problems);
  problems.throwIfAny();
  checkWritable(options.output);
  // What follows does not wait, and would not see that the user interrupts.
  io.onRead?.();
  const { file, lines } = LOGS[options.logFormat];
  const simulated = simulation(what(options, families.found));
  const files = { log: folderFile(directory, file), labels: folderFile(directory, LABELS) };
  await writeResult(lines(simulated.connections), { output: files.log }, io);
  await writeResult(labelLines(simulated.labels, file), { output: files.labels }, io);
  const format = outputFormat(options, io);
  await writeResult(renderSimulation(simulated, files, format), options, io);
  return EXIT.done;
}

function what(options: SimulateCommandOptions, families: readonly Family[]): SimulateOptions {
  const { seed, start, duration, pairs, loss, sampling, rounding, nat } = options;
  const disturbances = {
    ...(loss !== undefined && { loss }),
    ...(sampling !== undefined && { sampling }),
    ...(rounding !== undefined && { rounding }),
    ...(nat !== undefined && { nat }),
  };
  if (options.world) {
    const { hosts = 500 } = options;
    return { ...world({ seed, start, hosts, hours: duration ?? 168 }), ...disturbances };
  }
  const { hosts = 200 } = options;
  const cohorts = cohortsOf(families, hosts, pairs);
  return { seed, start, hours: duration ?? 24, hosts, cohorts, ...disturbances };
}

/** A simulation with connections in it; throws a RuleError for what would have none, or too many of a pair. */
function simulation(options: SimulateOptions): Simulation {
  let simulated: Simulation;
  try {
    simulated = simulate(options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RuleError("simulate", [error.message]);
  }
  if (simulated.connections.length > 0) return simulated;
  throw new RuleError("simulate", ["no connection comes up in so short a time"]);
}

const MONDAY = Date.UTC(2026, 10, 23);

function startOf(text: string): number | undefined {
  return dateTime(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00` : text);
}

function hoursOf(text: string): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([hd])$/.exec(text) ?? [];
  const hours = Number(number) * (unit === "d" ? 24 : 1);
  return hours > 0 ? hours : undefined;
}

function listOf(text: string): readonly string[] | undefined {
  const items = text.split(",").map((item) => item.trim());
  return items.every((item) => item !== "") ? items : undefined;
}
