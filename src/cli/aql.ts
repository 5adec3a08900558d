import { Command } from "commander";
import { type Rule, toAql } from "../reference/index.js";
import { csvText } from "../render/csv.js";
import { jsonText, ndjsonText } from "../render/json.js";
import { EXIT } from "./io.js";
import { checkWritable } from "./output-files.js";
import { type OutputOptions, withOutputOptions } from "./output-options.js";
import { writeResult } from "./report.js";
import { type RuleOptions, ruleFrom, withRuleOptions } from "./rule-options.js";
import type { Session } from "./session.js";

const EXAMPLES = `
Examples:
  beaconry aql                                     the reference query
  beaconry aql --arithmetic integer --bounds strict
  beaconry aql --variant sentinel                  the rule published for another platform, as AQL
  beaconry aql --rule mine.json --output query.aql
  beaconry aql --format json                       the rule beside its text

A rule file is JSON and may be partial: { "minCount": 30, "hours": 168 }; the other fields are the default's.`;

/** The command that writes a rule as AQL. */
export function aqlCommand({ io, problems, end }: Session): Command {
  const command = new Command("aql").description("write the rule as AQL, to paste into QRadar");
  withOutputOptions(withRuleOptions(command, problems), problems, "the text alone, as table");
  return command
    .addHelpText("after", EXAMPLES)
    .action(async (options: RuleOptions & OutputOptions) => {
      const rule = await problems.attempt("--rule", () => ruleFrom(options));
      problems.throwIfAny();
      checkWritable(options.output);
      if (rule !== undefined) await writeResult(rendered(rule, options), options, io);
      end(EXIT.done);
    });
}

function rendered(rule: Rule, { format = "table" }: OutputOptions): Iterable<string> {
  const aql = toAql(rule);
  if (format === "json") return jsonText({ rule, aql });
  if (format === "ndjson") return ndjsonText([{ rule, aql }]);
  if (format === "table") return [`${aql}\n`];
  // On one line: a CSV cell of ours has no line breaks, and AQL does not mind.
  return csvText([{ heading: "aql", cell: (text) => text }], [aql.replace(/\n */g, " ")]);
}
