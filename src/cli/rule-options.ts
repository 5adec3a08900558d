import type { Command } from "commander";
import { parseRule, RULE_VARIANTS, type Rule } from "../reference/index.js";
import { choiceOption } from "./checked-option.js";
import { namedJson } from "./named-file.js";
import type { Problems } from "./problems.js";

/** Fields of a rule that have an option of their own. */
const SINGLE = ["arithmetic", "countField", "timeField", "bounds", "emptySum"] as const;

/** The options that make a rule, checked. */
export interface RuleOptions extends Partial<Pick<Rule, (typeof SINGLE)[number]>> {
  readonly rule?: string;
  readonly variant?: keyof typeof RULE_VARIANTS;
}

/** Adds the options that change the rule. */
export function withRuleOptions(command: Command, problems: Problems): Command {
  const choice = choiceOption.bind(undefined, problems);
  const variants = Object.keys(RULE_VARIANTS);
  return command
    .option("--rule <file>", "the rule as JSON, completed from the default one or the variant")
    .addOption(choice("--variant <name>", "the rule of a sibling query", variants))
    .addOption(
      choice("--arithmetic <mode>", "how the engine divides", ["double", "integer", "mixed"]),
    )
    .addOption(
      choice(
        "--count-field <name>",
        "what is counted: stored records, or the events they stand for",
        ["records", "eventcount"],
      ),
    )
    .addOption(
      choice("--time-field <name>", "the clock of arrival or that of the device", [
        "starttime",
        "devicetime",
      ]),
    )
    .addOption(choice("--bounds <kind>", "ends of the interval test", ["inclusive", "strict"]))
    .addOption(choice("--empty-sum <value>", "the sum of nothing but nulls", ["null", "zero"]));
}

/** The rule that the options make: the variant, changed by the file, changed by the single options. Throws a RuleError. */
export async function ruleFrom(options: RuleOptions): Promise<Rule> {
  return parseRule(await ruleGiven(options));
}

/** The fields of the rule that the options name, checked. Throws a RuleError. */
export async function ruleGiven(options: RuleOptions): Promise<Partial<Rule>> {
  const file = options.rule === undefined ? {} : await namedJson(options.rule);
  parseRule(file);
  const variant = options.variant === undefined ? {} : RULE_VARIANTS[options.variant];
  // Empty text stands for a value that was refused already.
  const single = SINGLE.filter((name) => options[name]).map((name) => [name, options[name]]);
  const given = { ...variant, ...(file as Partial<Rule>), ...Object.fromEntries(single) };
  parseRule(given);
  return given;
}
