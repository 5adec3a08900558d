import type { Command } from "commander";
import { KEYS, type Key } from "../regroup.js";
import type { Scorer } from "../score.js";
import { defaultScorers, ritaScorers } from "../scorers/index.js";
import { DEFAULT_PROFILE, type Level, profiles } from "../scoring/index.js";
import { checkedOption, choiceOption, numberOption } from "./checked-option.js";
import { failOnOption } from "./fail-on.js";
import type { Problems } from "./problems.js";

/** The options that say how pairs are scored, and which findings are shown. */
export interface ScoringOptions {
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

/** Adds the options of scoring. */
export function withScoringOptions(command: Command, problems: Problems): Command {
  const ids = idsOf(NAMED_SCORERS);
  const known = Object.keys(profiles).join(", ");
  const count = { min: 1, whole: true };
  return command
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
}

/** The ids of scorers, as --scorers takes them. */
function idsOf(scorers: readonly Scorer[]): string {
  return scorers.map(({ id }) => id).join(",");
}

function scorersNamed(ids: string): readonly Scorer[] | undefined {
  const named = [...new Set(ids.split(",").map((id) => id.trim()))];
  const scorers = named.flatMap((id) => NAMED_SCORERS.filter((scorer) => scorer.id === id));
  return scorers.length === named.length ? scorers : undefined;
}
