import type { Option } from "commander";
import { type Finding, LEVELS, type Level } from "../scoring/index.js";
import { choiceOption } from "./checked-option.js";
import type { Problems } from "./problems.js";

/** The option that makes a finding an exit status. */
export function failOnOption(problems: Problems): Option {
  const help = "exit with 4 when a finding shown reaches this level";
  return choiceOption(problems, "--fail-on <level>", help, LEVELS.slice(1));
}

/** Whether one of the findings reaches the level. */
export function isReached(level: Level | undefined, findings: readonly Finding[]): boolean {
  if (level === undefined) return false;
  const least = LEVELS.indexOf(level);
  return findings.some((finding) => LEVELS.indexOf(finding.level) >= least);
}
