import { Command } from "commander";
import { baselineDetectors, baselinesNamed, detectorsWith } from "../evaluation/detectors/index.js";
import { evaluate, evaluateLabelled, parseLabels } from "../evaluation/evaluate/index.js";
import { SUITE, type Variant } from "../evaluation/suite.js";
import { DEFAULT_PROFILE, profiles } from "../scoring/index.js";
import { checkedOption, numberOption } from "./checked-option.js";
import { evaluationProgress } from "./evaluation-progress.js";
import { renderEvaluation } from "./evaluation-view.js";
import { EXIT } from "./io.js";
import { renderLabelled } from "./labelled-view.js";
import { namedJson } from "./named-file.js";
import { namedProfile } from "./named-profile.js";
import { checkFiles, checkWritable } from "./output-files.js";
import { type OutputOptions, withOutputOptions } from "./output-options.js";
import { readWindow } from "./read-window.js";
import { endOf, type ReadingOptions, withReadingOptions } from "./reading-options.js";
import { outputFormat, readingStatus, tellWarnings, writeResult } from "./report.js";
import type { Session } from "./session.js";

interface EvaluateCommandOptions extends ReadingOptions, OutputOptions {
  readonly seeds?: readonly string[];
  readonly families?: readonly string[];
  readonly pairs?: number;
  readonly benign?: number;
  readonly baselines?: readonly string[];
  readonly profile: string;
  readonly labels?: string;
}

const EXAMPLES = `
Examples:
  beaconry evaluate                                   every implant variant, five seeds; takes a while
  beaconry evaluate --families B1,B2 --seeds 1,2 --pairs 2
  beaconry evaluate --baselines reference,flare --format csv --output detection.csv
  beaconry evaluate conn.log --labels labels.json     your own logs, where you know what some pairs are

Thresholds are set on other seeds than those reported on. A labels file is a list of
{ "source", "destination", "port", "label": "c2" | "benign" | "benign-periodic", "family" }.
Simulated traffic is easier than life: read the two kinds of result apart.`;

/** The command that measures detectors on traffic of which the truth is known. */
export function evaluateCommand(session: Session): Command {
  const { problems, end } = session;
  const list = (flags: string, help: string) =>
    checkedOption(problems, flags, help, "a list with commas between", listOf);
  const ids = baselineDetectors().map(({ id }) => id);
  const command = new Command("evaluate")
    .description("measure scorers and baselines on simulated implants, or on labelled logs")
    .argument("[inputs...]", "log files, directories, or -; with --labels")
    .option("--labels <file>", "what the pairs of the inputs are, as JSON")
    .addOption(list("--seeds <list>", "seeds of the simulation (default: 1,2,3,4,5)"))
    .addOption(list("--families <ids>", "implants by code or id (default: all)"))
    .addOption(
      numberOption(problems, "--pairs <n>", "pairs of each variant and seed (default: 4)", {
        min: 1,
        max: 1000,
        whole: true,
      }),
    )
    .addOption(
      numberOption(
        problems,
        "--benign <n>",
        "pairs without a schedule of each seed, as many to set thresholds on (default: 300)",
        { min: 1, max: 100_000, whole: true },
      ),
    )
    .addOption(list("--baselines <ids>", `compare with these only: ${ids.join(",")}`))
    .option(
      "--profile <name|file>",
      `how scores are combined: ${Object.keys(profiles).join(", ")}, or a JSON file`,
      DEFAULT_PROFILE.name,
    );
  return withReadingOptions(withOutputOptions(command, problems), problems)
    .addHelpText("after", EXAMPLES)
    .action(async (inputs: string[], options: EvaluateCommandOptions) => {
      end(await runEvaluate(inputs, options, session));
    });
}

async function runEvaluate(
  inputs: readonly string[],
  options: EvaluateCommandOptions,
  { io, problems }: Session,
): Promise<number> {
  const { labels: labelsFile, internal, seeds, pairs, benign } = options;
  const end = endOf(options, problems);
  const profile = await problems.attempt("--profile", () => namedProfile(options.profile));
  const others = await problems.attempt("--baselines", () =>
    options.baselines === undefined
      ? baselineDetectors(internal)
      : baselinesNamed(options.baselines, internal),
  );
  const labels =
    labelsFile === undefined
      ? undefined
      : await problems.attempt("--labels", async () => parseLabels(await namedJson(labelsFile)));
  if (inputs.length > 0 && labelsFile === undefined) {
    problems.add("--labels: needed to evaluate logs; without inputs traffic is simulated");
  }
  if (inputs.length === 0 && labelsFile !== undefined) {
    problems.add("no inputs: name the logs whose pairs --labels tells about");
  }
  for (const flag of ["seeds", "families", "pairs", "benign"] as const) {
    if (inputs.length === 0 || options[flag] === undefined) continue;
    problems.add(`--${flag}: of simulated traffic only, not of inputs`);
  }
  const variants = variantsNamed(options.families);
  for (const name of variants.unknown) {
    problems.add(`--families: no implant family ${JSON.stringify(name)} (${codes().join(", ")})`);
  }
  const twice = new Set(seeds?.filter((seed, i) => seeds.indexOf(seed) !== i));
  for (const seed of twice) problems.add(`--seeds: ${seed} is given more than once`);
  checkFiles(inputs, options, problems);
  problems.throwIfAny();
  const detectors = detectorsWith(profile, others);
  if (labels !== undefined) {
    const table = await readWindow(inputs, options, end, io);
    const evaluation = evaluateLabelled(table, labels, detectors);
    await writeResult(renderLabelled(evaluation, outputFormat(options, io)), options, io);
    tellWarnings([...table.warnings, ...evaluation.warnings], options, io);
    return readingStatus(table, options.strict);
  }
  checkWritable(options.output);
  const progress = evaluationProgress(io, options.quiet === true);
  try {
    const evaluation = await evaluate({
      detectors,
      variants: variants.found,
      onProgress: progress.report,
      ...(seeds && { seeds }),
      ...(pairs !== undefined && { pairs }),
      ...(benign !== undefined && { aperiodic: benign }),
      ...(io.signal && { signal: io.signal }),
    });
    progress.clear();
    await writeResult(renderEvaluation(evaluation, outputFormat(options, io)), options, io);
  } finally {
    progress.clear();
  }
  return EXIT.done;
}

function listOf(text: string): readonly string[] | undefined {
  const items = text.split(",").map((item) => item.trim());
  return items.every((item) => item !== "") ? items : undefined;
}

function codes(): string[] {
  return [...new Set(SUITE.map(({ code }) => code))];
}

/** The variants of the families with these codes or ids, case aside; all when none is named. */
function variantsNamed(names: readonly string[] | undefined): {
  found: readonly Variant[];
  unknown: readonly string[];
} {
  if (names === undefined) return { found: SUITE, unknown: [] };
  const is = ({ code, family }: Variant, name: string) =>
    [code, family.id].some((known) => known.toLowerCase() === name.toLowerCase());
  return {
    found: SUITE.filter((variant) => names.some((name) => is(variant, name))),
    unknown: names.filter((name) => !SUITE.some((variant) => is(variant, name))),
  };
}
