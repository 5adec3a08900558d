import type { Command } from "commander";
import { parseRitaConfigText, type RitaConfig, type RitaPreset } from "../rita/index.js";
import { checkedOption, choiceOption } from "./checked-option.js";
import { endTime } from "./end-time.js";
import { namedText } from "./named-file.js";
import type { Problems } from "./problems.js";

/** The options that say which RITA, and how it is set, checked. */
export interface RitaSettingOptions {
  readonly version?: "5" | "4";
  readonly preset?: RitaPreset;
  readonly config?: string;
  readonly externalToInternal?: "drop" | "keep";
  readonly rolling?: boolean;
  /** Epoch milliseconds. */
  readonly now?: number;
}

/** The flags of RitaSettingOptions, by their name. */
export const RITA_FLAGS: Readonly<Record<keyof RitaSettingOptions, string>> = {
  version: "--version",
  preset: "--preset",
  config: "--config",
  externalToInternal: "--external-to-internal",
  rolling: "--rolling",
  now: "--now",
};

/** Adds the options that say which RITA, and how it is set. */
export function withRitaOptions(command: Command, problems: Problems): Command {
  const choice = choiceOption.bind(undefined, problems);
  return command
    .addOption(choice("--version <n>", "which RITA (default: 5)", ["5", "4"]))
    .addOption(
      choice(
        "--preset <name>",
        "RITA's defaults: those of the file it installs, or of its code (default: file)",
        ["file", "code"],
      ),
    )
    .option("--config <file>", "RITA's own configuration file, completed from the preset")
    .addOption(
      choice(
        "--external-to-internal <what>",
        "connections from outside to inside (default: as configured, which drops them)",
        ["drop", "keep"],
      ),
    )
    .option("--rolling", "as a rolling data set: it counts when a destination was first seen")
    .addOption(
      checkedOption(
        problems,
        "--now <time>",
        "the present of a rolling data set: now, epoch milliseconds, an ISO date or time, UTC unless it says otherwise (default: now)",
        "now, epoch milliseconds, an ISO date or time",
        presentOf,
      ),
    );
}

/** The configuration that `--config` names; what is wrong with it, or with options that do not go together, goes to the problems. */
export async function ritaConfigOf(
  options: RitaSettingOptions,
  problems: Problems,
): Promise<RitaConfig | undefined> {
  const { config, version, rolling } = options;
  if (rolling === true && version === "4") problems.add("--rolling: not with --version 4");
  if (config === undefined) return undefined;
  // Empty text stands for a value that was refused already.
  const preset = options.preset || "file";
  return problems.attempt("--config", async () =>
    parseRitaConfigText(await namedText(config), preset),
  );
}

function presentOf(text: string): number | undefined {
  const time = endTime(text, "UTC");
  return time === "data" ? undefined : time;
}
