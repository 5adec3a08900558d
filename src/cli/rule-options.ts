import type { Command } from "commander";
import { Option } from "commander";
import { DEFAULT_RULE, parseRule, RULE_VARIANTS, type Rule } from "../reference/index.js";
import { jsonFile } from "./options.js";

/** The options that make a rule, as commander leaves them. */
export interface RuleOptions {
  readonly rule?: string;
  readonly variant?: keyof typeof RULE_VARIANTS;
  readonly arithmetic?: Rule["arithmetic"];
  readonly countField?: Rule["countField"];
  readonly timeField?: Rule["timeField"];
  readonly bounds?: Rule["bounds"];
  readonly emptySum?: Rule["emptySum"];
}

/** Adds the options that change the rule. */
export function withRuleOptions(command: Command): Command {
  const choice = (flags: string, help: string, values: readonly string[]) =>
    new Option(flags, help).choices([...values]);
  return command
    .option("--rule <file>", "the rule as JSON, completed from the default one")
    .addOption(
      choice("--variant <name>", "the rule of a sibling query", Object.keys(RULE_VARIANTS)),
    )
    .addOption(
      choice("--arithmetic <mode>", "how the engine divides: double, integer, or mixed", [
        "double",
        "integer",
        "mixed",
      ]),
    )
    .addOption(
      choice(
        "--count-field <name>",
        "what is counted: stored records or the events they stand for",
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

/** The rule that the options make: the variant, changed by the file, changed by the single options. */
export async function ruleFrom(options: RuleOptions): Promise<Partial<Rule>> {
  const file = options.rule === undefined ? {} : await jsonFile("rule", options.rule);
  const variant = options.variant === undefined ? {} : RULE_VARIANTS[options.variant];
  if (typeof file !== "object" || file === null) return parseRule(file);
  const given = Object.entries(options).filter(
    ([name, value]) => name in DEFAULT_RULE && value !== undefined,
  );
  const changes = { ...variant, ...file, ...Object.fromEntries(given) };
  parseRule(changes);
  return changes as Partial<Rule>;
}
