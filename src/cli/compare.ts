import { Command } from "commander";
import { RuleError } from "../errors.js";
import {
  BEACONRY,
  baselineDetectors,
  type Detector,
  profileDetector,
} from "../evaluation/detectors/index.js";
import { compare } from "../evaluation/evaluate/index.js";
import { compareWithRita } from "../evaluation/rita-comparison.js";
import type { Warning } from "../intake.js";
import { DEFAULT_PROFILE, profiles } from "../scoring/index.js";
import type { ConnectionTable } from "../table.js";
import { numberOption } from "./checked-option.js";
import { renderComparison } from "./comparison-view.js";
import { namedProfile } from "./named-profile.js";
import { checkFiles } from "./output-files.js";
import { type OutputOptions, withOutputOptions } from "./output-options.js";
import type { Problems } from "./problems.js";
import { readWindow } from "./read-window.js";
import { endOf, type ReadingOptions, withReadingOptions } from "./reading-options.js";
import { outputFormat, readingStatus, tellWarnings, writeResult } from "./report.js";
import { RITA_FLAGS, type RitaSettingOptions, withRitaOptions } from "./rita-options.js";
import { isRita, type RitaSide, ritaSide } from "./rita-side.js";
import type { Session } from "./session.js";

interface CompareCommandOptions extends ReadingOptions, OutputOptions, RitaSettingOptions {
  readonly against?: string;
  readonly profile: string;
  readonly minCount: number;
  readonly top: number;
}

const EXAMPLES = `
Examples:
  beaconry compare conn.log --against reference        our ranking beside the query's
  beaconry compare conn.log --against mine.json        two profiles on the same input
  beaconry compare conn.log --against flare --top 30 --format csv
  beaconry compare /opt/zeek/logs/2026-11-23 --against rita      what RITA makes of the same logs; it need not be there
  beaconry compare logs --against rita --version 4 --preset code
  beaconry compare logs --against rita.csv             what your RITA printed of these logs (rita view --stdout)

A baseline is our own writing of another product's documented rule, not the product.
RITA's rows have no port. One about an address stands beside that of its ports which we rank highest, one about a name beside the
highest of the pairs that were reached by it. "beaconry rita --help" tells how RITA reads logs; --hours and --end are not for it.
A CSV is told from its header: v5's or v4's. RITA v5 prints 100 rows unless told otherwise (-l).`;

/** The command that sets two rankings of the same input side by side. */
export function compareCommand(session: Session): Command {
  const { problems, end } = session;
  const known = Object.keys(profiles).join(", ");
  const command = new Command("compare")
    .description("compare our findings with another profile's or a baseline's on the same input")
    .argument("<inputs...>", "log files, directories, or - for standard input")
    .option("--against <what>", `the other side: ${possible()}`)
    .option("--profile <name|file>", `our side: ${known}, or a JSON file`, DEFAULT_PROFILE.name)
    .addOption(
      numberOption(problems, "--top <n>", "show the n largest disagreements; 0 shows all", {
        min: 0,
        whole: true,
      }).default(10),
    )
    .addOption(
      numberOption(problems, "--min-count <n>", "leave out pairs with fewer connections", {
        min: 1,
        whole: true,
      }).default(4),
    );
  withRitaOptions(command, problems);
  return withReadingOptions(withOutputOptions(command, problems), problems)
    .addHelpText("after", EXAMPLES)
    .action(async (inputs: string[], options: CompareCommandOptions) => {
      end(await runCompare(inputs, options, session));
    });
}

/** What a comparison is with. */
type OtherSide = { readonly detector: Detector } | { readonly rita: RitaSide };

async function runCompare(
  inputs: readonly string[],
  options: CompareCommandOptions,
  { io, problems }: Session,
): Promise<number> {
  const { against } = options;
  const end = endOf(options, problems);
  const profile = await problems.attempt("--profile", () => namedProfile(options.profile));
  if (against === undefined) problems.add(`--against is missing: it takes ${possible()}`);
  const theirs =
    against === undefined
      ? undefined
      : await problems.attempt("--against", () => otherSide(against, inputs, options, problems));
  if (against !== undefined && against !== "rita") noRita(options, problems);
  checkFiles(inputs, options, problems);
  problems.throwIfAny();
  const ours = profileDetector(BEACONRY, profile ?? DEFAULT_PROFILE);
  const side = theirs as OtherSide;
  const list = "rita" in side ? await side.rita(io) : undefined;
  const table = await readWindow(inputs, options, end, io);
  const comparison =
    list === undefined
      ? compare(table, ours, (side as { detector: Detector }).detector, options)
      : compareWithRita(table, ours, list, options);
  await writeResult(renderComparison(comparison, outputFormat(options, io)), options, io);
  tellWarnings([...table.warnings, ...newIn(list?.warnings ?? [], table)], options, io);
  return readingStatus(table, options.strict);
}

/** Notes options that nothing looks at. */
function noRita(options: CompareCommandOptions, problems: Problems): void {
  for (const [name, flag] of Object.entries(RITA_FLAGS)) {
    if (options[name as keyof RitaSettingOptions] === undefined) continue;
    problems.add(`${flag}: only with --against rita`);
  }
}

/** Both sides read the same files, and say the same of most. */
function newIn(warnings: readonly Warning[], table: ConnectionTable): Warning[] {
  const told = new Set(table.warnings.map(({ message }) => message));
  return warnings.filter(({ code, message }) => code !== "rejected" && !told.has(message));
}

function possible(): string {
  const baselines = baselineDetectors().map(({ id }) => id);
  return `rita, a CSV that RITA exported, a profile (${Object.keys(profiles).join(", ")}, a JSON file) or a baseline (${baselines.join(", ")})`;
}

async function otherSide(
  name: string,
  inputs: readonly string[],
  options: CompareCommandOptions,
  problems: Problems,
): Promise<OtherSide> {
  if (isRita(name)) return { rita: await ritaSide(name, inputs, options, problems) };
  const baseline = baselineDetectors(options.internal).find(({ id }) => id === name);
  if (baseline !== undefined) return { detector: baseline };
  const isFile = /[./\\]/.test(name);
  if (!isFile && !Object.hasOwn(profiles, name)) {
    throw new RuleError("against", [`unknown "${name}": it takes ${possible()}`]);
  }
  return { detector: profileDetector(`profile ${name}`, await namedProfile(name)) };
}
