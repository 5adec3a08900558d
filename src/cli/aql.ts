import { Command } from "commander";
import { parseRule, toAql } from "../reference/index.js";
import { jsonText } from "../render/json.js";
import { EXIT, type Io } from "./io.js";
import { type OutputOptions, withOutputOptions } from "./options.js";
import { writeResult } from "./report.js";
import { type RuleOptions, ruleFrom, withRuleOptions } from "./rule-options.js";

/** The command that writes a rule as AQL. */
export function aqlCommand(io: Io, end: (status: number) => void): Command {
  const command = new Command("aql").description("write the rule as AQL, to paste into QRadar");
  return withOutputOptions(withRuleOptions(command)).action(
    async (options: RuleOptions & OutputOptions) => {
      const rule = parseRule(await ruleFrom(options));
      const aql = toAql(rule);
      const asData = options.format === "json" || options.format === "ndjson";
      await writeResult(asData ? jsonText({ rule, aql }) : `${aql.trimEnd()}\n`, options, io);
      end(EXIT.done);
    },
  );
}
