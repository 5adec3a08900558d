import { Command } from "commander";
import {
  type Rule,
  toAql,
  toImprovedAql,
  toPairAql,
  widenedForJitter,
} from "../reference/index.js";
import { csvText } from "../render/csv.js";
import { jsonText, ndjsonText } from "../render/json.js";
import { type PairOptions, pairWarnings, pairWindow, withPairOptions } from "./aql-pair.js";
import { choiceOption, numberOption } from "./checked-option.js";
import { EXIT } from "./io.js";
import { checkWritable } from "./output-files.js";
import { type OutputOptions, withOutputOptions } from "./output-options.js";
import type { Problems } from "./problems.js";
import { tellWarnings, writeResult } from "./report.js";
import { type RuleOptions, ruleFrom, withRuleOptions } from "./rule-options.js";
import type { Session } from "./session.js";

interface AqlOptions extends RuleOptions, OutputOptions, PairOptions {
  readonly improved?: boolean;
  readonly jitter?: number;
  readonly ipVersion?: string;
}

/** Options that make the rule, which a pair's events do not depend on; of a rule's file it takes hours and property names. */
const RULE_FLAGS = {
  variant: "--variant",
  arithmetic: "--arithmetic",
  countField: "--count-field",
  timeField: "--time-field",
  bounds: "--bounds",
  emptySum: "--empty-sum",
} as const;

/** A query's text, and what it was made from. */
type Written = ({ readonly rule: Rule } | { readonly pair: object }) & { readonly aql: string };

const EXAMPLES = `
Examples:
  beaconry aql                                     the reference query
  beaconry aql --arithmetic integer --bounds strict
  beaconry aql --variant sentinel                  the rule published for another platform, as AQL
  beaconry aql --rule mine.json --output query.aql
  beaconry aql --format json                       the rule beside its text
  beaconry aql --improved                          the rule without the defects of the reference query
  beaconry aql --improved --jitter 0.2             for implants that vary their sleep by up to 20 %
  beaconry aql --improved --ip-version 6           the same for IPv6, which Ariel keeps in other fields
  beaconry aql --pair 10.1.2.3,203.0.113.9,443 --end 2026-11-24T08:00:00Z
  beaconry aql --pair 10.1.2.3,203.0.113.9,443 --start 1791561027027 --end 1791568227027
                                                   the events behind a row, for beaconry score

A rule file is JSON and may be partial: { "minCount": 30, "hours": 168 }; the other fields are the default's,
those of --variant, or those of the improved rule. The wider the bands of --jitter, the more ordinary traffic is in them.`;

/** The command that writes a rule, or the search for one pair's events, as AQL. */
export function aqlCommand({ io, problems, end }: Session): Command {
  const command = new Command("aql").description(
    "write the rule, a better one, or the search for one pair's events as AQL, to paste into QRadar",
  );
  command.option("--improved", "the improved rule, with columns to recompute its answer from");
  command.addOption(
    numberOption(
      problems,
      "--jitter <share>",
      "with --improved: widen the bands for such a jitter",
      {
        min: 0,
        max: 1,
      },
    ),
  );
  command.addOption(
    choiceOption(problems, "--ip-version <n>", "with --improved: whose pairs (default: 4)", [
      "4",
      "6",
    ]),
  );
  withPairOptions(command, problems);
  withOutputOptions(withRuleOptions(command, problems), problems, "the text alone, as table");
  return command.addHelpText("after", EXAMPLES).action(async (options: AqlOptions) => {
    const written = await writtenFrom(options, problems);
    problems.throwIfAny();
    checkWritable(options.output);
    if (written !== undefined) await writeResult(rendered(written, options), options, io);
    tellWarnings(pairWarnings(options), options, io);
    end(EXIT.done);
  });
}

async function writtenFrom(options: AqlOptions, problems: Problems): Promise<Written | undefined> {
  const { improved = false, jitter, ipVersion, variant, pair, limit } = options;
  if (improved && variant !== undefined)
    problems.add("--improved and --variant exclude each other");
  if (improved && pair !== undefined) problems.add("--improved and --pair exclude each other");
  if (!improved && jitter !== undefined) problems.add("--jitter goes with --improved only");
  if (!improved && ipVersion !== undefined) problems.add("--ip-version goes with --improved only");
  if (pair !== undefined) {
    for (const [name, flag] of Object.entries(RULE_FLAGS)) {
      if (options[name as keyof typeof RULE_FLAGS] !== undefined)
        problems.add(`${flag} does not go with --pair`);
    }
  }
  const rule = await problems.attempt("--rule", () =>
    ruleFrom(improved ? { ...options, variant: "improved" } : options),
  );
  const window = pairWindow(options, rule?.hours ?? 24, problems);
  if (rule === undefined) return undefined;
  if (window !== undefined) {
    if (rule.timeField !== "starttime")
      problems.add("--pair fetches by starttime, not by the rule's devicetime");
    const aql = () => toPairAql(window, { ...rule, ...(limit && { limit }) });
    const text = await problems.attempt("--pair", aql);
    return text === undefined ? undefined : { pair: window, aql: text };
  }
  if (!improved) return { rule, aql: toAql(rule) };
  return problems.attempt("--improved", () => {
    const widened = widenedForJitter(rule, jitter || 0);
    return { rule: widened, aql: toImprovedAql(widened, { ipv6: ipVersion === "6" }) };
  });
}

function rendered(written: Written, { format = "table" }: OutputOptions): Iterable<string> {
  const { aql } = written;
  if (format === "json") return jsonText(written);
  if (format === "ndjson") return ndjsonText([written]);
  if (format === "table") return [`${aql}\n`];
  // On one line: a CSV cell of ours has no line breaks, and AQL does not mind.
  return csvText([{ heading: "aql", cell: (text) => text }], [aql.replace(/\n */g, " ")]);
}
