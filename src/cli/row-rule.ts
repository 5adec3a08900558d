import type { Command } from "commander";
import type { Family } from "../qradar/rescore/index.js";
import { RULE_VARIANTS, type Rule } from "../reference/index.js";
import { choiceOption } from "./checked-option.js";
import { familiesFile } from "./named-lists.js";
import type { Problems } from "./problems.js";
import { ruleFrom } from "./rule-options.js";

/** What a user can say about the query whose rows were exported. */
export interface RowRuleOptions {
  readonly rule?: string;
  readonly variant?: keyof typeof RULE_VARIANTS;
  readonly families?: string;
}

/** Adds the options of the rule behind rows; `condition` begins their help. */
export function withRowRuleOptions(command: Command, problems: Problems, condition = ""): Command {
  const variants = Object.keys(RULE_VARIANTS);
  const families = "patterns of usual false alarms as JSON, in place of our own";
  return command
    .option(
      "--rule <file>",
      `${condition}the rule behind the rows as JSON (default: told from them)`,
    )
    .addOption(
      choiceOption(
        problems,
        "--variant <name>",
        `${condition}the rule of a sibling query`,
        variants,
      ),
    )
    .option("--families <file>", `${condition}${families}`);
}

/** The rule and the families that the options name. */
export async function rowRule(
  { rule: file, variant, families: path }: RowRuleOptions,
  problems: Problems,
): Promise<{ readonly rule?: Rule; readonly families?: readonly Family[] }> {
  const named = { ...(file !== undefined && { rule: file }), ...(variant && { variant }) };
  const given = file !== undefined || variant !== undefined;
  const rule = await problems.attempt("--rule", () => (given ? ruleFrom(named) : undefined));
  const families = await problems.attempt("--families", () => familiesFile(path));
  return { ...(rule && { rule }), ...(families && { families }) };
}
