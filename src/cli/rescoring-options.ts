import type { Command } from "commander";
import { isTimeZone } from "../formats/zone.js";
import type { Level } from "../scoring/index.js";
import { checkedOption, choiceOption, numberOption } from "./checked-option.js";
import { failOnOption } from "./fail-on.js";
import type { Problems } from "./problems.js";

const MODES = ["auto", "double", "integer", "mixed"] as const;

/** The options that say how rows are ranked anew, and which findings are shown. */
export interface RescoringOptions {
  readonly top: number;
  readonly minScore: number;
  readonly arithmetic: (typeof MODES)[number];
  readonly allow?: string;
  readonly failOn?: Level;
  readonly timeZone: string;
}

/** Adds the options of rescoring. */
export function withRescoringOptions(command: Command, problems: Problems): Command {
  return command
    .addOption(
      numberOption(problems, "--top <n>", "show the best n rows; 0 shows all", {
        min: 0,
        whole: true,
      }).default(0),
    )
    .addOption(
      numberOption(problems, "--min-score <x>", "leave out rows below this score", {
        min: 0,
        max: 1,
      }).default(0),
    )
    .addOption(
      choiceOption(
        problems,
        "--arithmetic <mode>",
        "how the console divides; auto tells it from the rows",
        MODES,
      ).default("auto"),
    )
    .option("--allow <file>", "known destinations: a CIDR, address or domain a line, # comments")
    .addOption(failOnOption(problems))
    .addOption(
      checkedOption(
        problems,
        "--time-zone <iana>",
        "the console's zone: of FirstSeen and LastSeen, unless the export names it, and of printed times",
        "an IANA time zone such as Europe/Berlin",
        (text) => (isTimeZone(text) ? text : undefined),
      ).default("UTC"),
    );
}
