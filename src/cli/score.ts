import { Command } from "commander";
import { knownPairs } from "../qradar/rescore/index.js";
import { KEYS, type Key } from "../regroup.js";
import { type FindingsView, renderFindings } from "../render/findings.js";
import type { Scorer } from "../score.js";
import { defaultScorers, ritaScorers } from "../scorers/index.js";
import {
  DEFAULT_PROFILE,
  type Finding,
  type Level,
  profiles,
  type ScoreResult,
  score,
} from "../scoring/index.js";
import { checkedOption, choiceOption, numberOption } from "./checked-option.js";
import { failOnOption, isReached } from "./fail-on.js";
import {
  checkHandOver,
  givenMinScore,
  type HandOverOptions,
  withHandOverOptions,
  writeHandOver,
} from "./hand-over.js";
import { EXIT, type Io } from "./io.js";
import { allowFile, intelFile } from "./named-lists.js";
import { namedProfile } from "./named-profile.js";
import { checkFiles } from "./output-files.js";
import { type OutputOptions, withOutputOptions } from "./output-options.js";
import { readExports } from "./read-exports.js";
import { readInputs } from "./read-inputs.js";
import { endOf, type ReadingOptions, withReadingOptions } from "./reading-options.js";
import { outputFormat, readingStatus, tellWarnings, writeResult } from "./report.js";
import { withRowOptions } from "./row-options.js";
import { rowRule } from "./row-rule.js";
import {
  checkRows,
  type RowsOptions,
  rowsWithEvents,
  withRowsOptions,
} from "./rows-beside-events.js";
import type { Session } from "./session.js";
import { VERSION } from "./version.js";
import { writeRescored } from "./write-rescored.js";

interface ScoreCommandOptions extends ReadingOptions, OutputOptions, HandOverOptions, RowsOptions {
  readonly top: number;
  readonly minScore: number;
  readonly minCount: number;
  readonly scorers?: readonly Scorer[];
  readonly profile: string;
  readonly key: Key;
  readonly allow?: string;
  readonly intel?: string;
  readonly failOn?: Level;
}

/** What --scorers knows. */
const NAMED_SCORERS: readonly Scorer[] = [...defaultScorers, ...ritaScorers];

const EXAMPLES = `
Examples:
  beaconry score conn.log                              ranked findings, as a table on a terminal
  beaconry score /var/log/zeek/2026-11-23 --top 10     a folder of Zeek logs, gzip and all
  beaconry score events.json --format csv --output findings.csv
  zcat proxy.csv.gz | beaconry score - --csv-columns time=when,source=client,destination=server,port=p
  beaconry score conn.log --hours 24 --end 2026-11-24T08:00:00 --time-zone Europe/Berlin
  beaconry score conn.log ssl.log --key host           a host behind many addresses is one
  beaconry score conn.log --allow known.txt --fail-on high   exit status 4 when something is left
  beaconry score events.json --rows rows.json          exported rows and their events in one report
  beaconry score conn.log --hand-over refset           addresses for a reference set of the SIEM

A score says how much a pair behaves like a program on a schedule, not that it is malicious.
Every finding names the numbers it rests on, and what the reference query says of the same pair.
--allow leaves out a pair whose destination, or each host it was reached as, is on the list.
--key host scores the connections of a source to a host as one, so that a beacon that goes round many addresses is one; those without
a host go by their pair. A group is a finding where its evidence is at least as strong as that of each pair it has connections of, or of
what other findings left of that pair; else the pairs are findings by themselves.
--intel takes lines such as "t13d1516h2_0123456789ab_cdef01234567 our red team"; a fingerprint is a hint, never a proof.
"chance" is one in how many pairs without a schedule is as regular; docs/scoring.md tells how it is known.
A profile is JSON with "name", "prior" (the odds before anything is known), "weights" and "context" (ids of scorers that a
critical finding needs), such as { "weights": { "persistence": 0, "prevalence": { "against": 2, "for": 0 } } }. A weight is the
powers of ten by which a scorer moves the odds, a number for both sides; what is left out is the default's.
--profile timing goes by the chance alone.`;

/** The command that ranks findings. */
export function scoreCommand(session: Session): Command {
  const { problems, end } = session;
  const ids = idsOf(NAMED_SCORERS);
  const known = Object.keys(profiles).join(", ");
  const count = { min: 1, whole: true };
  const command = new Command("score")
    .description("rank source-to-destination pairs by how much they behave like beacons")
    .argument("<inputs...>", "log files, directories, or - for standard input")
    .addOption(
      numberOption(problems, "--top <n>", "show the best n findings; 0 shows all", {
        min: 0,
        whole: true,
      }).default(50),
    )
    .addOption(
      numberOption(problems, "--min-score <x>", "leave out findings below this score", {
        min: 0,
        max: 1,
      }).default(0),
    )
    .addOption(
      numberOption(
        problems,
        "--min-count <n>",
        "leave out pairs with fewer connections",
        count,
      ).default(4),
    )
    .addOption(
      checkedOption(
        problems,
        "--scorers <ids>",
        `use these scorers only: ${idsOf(defaultScorers)}, and RITA's, which are not used unless named: ${idsOf(ritaScorers)}`,
        `ids among ${ids}`,
        scorersNamed,
      ),
    )
    .option(
      "--profile <name|file>",
      `how scores are combined: ${known}, or a JSON file`,
      DEFAULT_PROFILE.name,
    )
    .addOption(
      choiceOption(problems, "--key <key>", "score connections together by this", KEYS).default(
        "pair",
      ),
    )
    .option("--allow <file>", "known destinations: a CIDR, address or domain a line, # comments")
    .option(
      "--intel <file>",
      "TLS fingerprints and what they may be: a hash and a label a line, or JSON",
    )
    .addOption(failOnOption(problems));
  withRowsOptions(command, problems);
  withRowOptions(withHandOverOptions(command, problems), problems);
  return withReadingOptions(withOutputOptions(command, problems), problems)
    .addHelpText("after", EXAMPLES)
    .action(async (inputs: string[], options: ScoreCommandOptions) => {
      end(await runScore(inputs, options, givenMinScore(command), session));
    });
}

async function runScore(
  inputs: readonly string[],
  options: ScoreCommandOptions,
  minScore: number | undefined,
  { io, problems }: Session,
): Promise<number> {
  const { scorers = defaultScorers, timeZone, hours, internal } = options;
  const end = endOf(options, problems);
  const profile = await problems.attempt("--profile", () => namedProfile(options.profile));
  const allow = await problems.attempt("--allow", () => allowFile(options.allow));
  const intel = await problems.attempt("--intel", () => intelFile(options.intel));
  checkFiles([...inputs, ...(options.rows ? [options.rows] : [])], options, problems);
  checkHandOver(options, problems);
  const ofRows = await rowRule(options, problems);
  checkRows(options, problems);
  problems.throwIfAny();
  const exports =
    options.rows === undefined ? undefined : await readExports([options.rows], options, io);
  const table = await readInputs(inputs, options, io);
  const result = score(table, {
    scorers,
    timeZone,
    end,
    // Rows without events take part in the order, too.
    top: exports === undefined ? options.top : 0,
    minScore: exports === undefined ? options.minScore : 0,
    minCount: options.minCount,
    key: options.key,
    ...(profile && { profile }),
    ...(allow && { allow }),
    ...(intel && { intel }),
    ...(exports && { known: knownPairs(exports) }),
    ...(hours !== undefined && { hours }),
    ...(internal && { internal }),
  });
  const reached = (findings: readonly Finding[], input = table.input) => {
    const status = readingStatus({ ...table, input }, options.strict);
    return status === EXIT.done && isReached(options.failOn, findings) ? EXIT.found : status;
  };
  if (exports !== undefined) {
    const { top, minScore: least } = options;
    const settings = { timeZone, top, minScore: least, ...ofRows, ...(allow && { allow }) };
    const merged = rowsWithEvents(exports, result, table, settings);
    await writeRescored(merged, exports, options, minScore, io);
    return reached(merged.findings, merged.input);
  }
  const view = {
    version: VERSION,
    scorerIds: scorers.map(({ id }) => id),
    timeZone,
    key: options.key,
    intel: intel !== undefined,
  };
  await writeFindings(result, options, view, minScore, io);
  return reached(result.findings);
}

async function writeFindings(
  result: ScoreResult,
  options: ScoreCommandOptions,
  view: FindingsView,
  minScore: number | undefined,
  io: Io,
): Promise<void> {
  const { handOver } = options;
  if (handOver !== undefined) {
    return await writeHandOver(result, { ...options, handOver }, minScore, io);
  }
  const format = outputFormat(options, io);
  await writeResult(renderFindings(result, format, view), options, io);
  // The table says it itself.
  const told = result.warnings.filter(({ code }) => code !== "top" || format !== "table");
  tellWarnings(told, options, io);
}

function idsOf(scorers: readonly Scorer[]): string {
  return scorers.map(({ id }) => id).join(",");
}

function scorersNamed(ids: string): readonly Scorer[] | undefined {
  const named = [...new Set(ids.split(",").map((id) => id.trim()))];
  const scorers = named.flatMap((id) => NAMED_SCORERS.filter((scorer) => scorer.id === id));
  return scorers.length === named.length ? scorers : undefined;
}
