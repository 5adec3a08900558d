import type { Command } from "commander";
import { RuleError } from "../errors.js";
import { type ArielClient, arielClient } from "../qradar/ariel/index.js";
import type { Problems } from "./problems.js";

/** The option of a command that can ask a console. */
export interface QradarOptions {
  /** The console's address. */
  readonly qradar?: string;
}

/** The environment variable with the token: an option would be seen in the list of processes and the shell's history. */
export const TOKEN_VARIABLE = "QRADAR_TOKEN";

/** Adds the option of asking a console. */
export function withQradarOptions(command: Command): Command {
  const help = `ask this console in place of reading inputs; its token is in ${TOKEN_VARIABLE}`;
  return command.option("--qradar <url>", help);
}

/** A client of the console that the options name; undefined when something is wrong, which goes to the problems. */
export function qradarClient(
  { qradar: url = "" }: QradarOptions,
  problems: Problems,
): ArielClient | undefined {
  const token = process.env[TOKEN_VARIABLE]?.trim() ?? "";
  if (token === "") {
    const what = `--qradar needs the token of an authorized service in ${TOKEN_VARIABLE}`;
    problems.add(`${what}; it is never an option`);
  }
  try {
    // A stand-in, so that a wrong address is told beside a missing token.
    return arielClient({ url, token: token || "none" });
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    for (const issue of error.issues) {
      if (issue.startsWith("token: ")) problems.add(`${TOKEN_VARIABLE}: ${issue.slice(7)}`);
      else problems.add(`--qradar: ${issue.replace(/^url: /, "")}`);
    }
    return undefined;
  }
}
