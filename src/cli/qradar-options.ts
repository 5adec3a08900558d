import type { Command } from "commander";
import { RuleError } from "../errors.js";
import { type ArielClient, arielClient } from "../qradar/ariel/index.js";
import { numberOption } from "./checked-option.js";
import type { Problems } from "./problems.js";

/** The options of a command that can ask a console. */
export interface QradarOptions {
  /** The console's address. */
  readonly qradar?: string;
  /** The longest that a query may take, minutes. */
  readonly timeout?: number;
}

/** The environment variable with the token: an option would be seen in the list of processes and the shell's history. */
export const TOKEN_VARIABLE = "QRADAR_TOKEN";

const MINUTE = 60_000;
/** Longer ones do not fit a timer. */
const LONGEST_TIMEOUT = 35_000;

/** Adds the options of asking a console. */
export function withQradarOptions(command: Command, problems: Problems): Command {
  const help = `ask this console in place of reading inputs; its token is in ${TOKEN_VARIABLE}`;
  const timeoutHelp = "with --qradar: cancel a query that takes longer (default: 60)";
  const range = { over: 0, max: LONGEST_TIMEOUT };
  return command
    .option("--qradar <url>", help)
    .addOption(numberOption(problems, "--timeout <minutes>", timeoutHelp, range))
    .hook("preAction", () => {
      const { qradar, timeout } = command.opts<QradarOptions>();
      if (qradar === undefined && timeout !== undefined) {
        problems.add("--timeout goes with --qradar only");
      }
    });
}

/** A client of the console that the options name; undefined when something is wrong, which goes to the problems. */
export function qradarClient(
  { qradar: url = "", timeout }: QradarOptions,
  problems: Problems,
): ArielClient | undefined {
  const token = process.env[TOKEN_VARIABLE]?.trim() ?? "";
  if (token === "") {
    const what = `--qradar needs the token of an authorized service in ${TOKEN_VARIABLE}`;
    problems.add(`${what}; it is never an option`);
  }
  try {
    // A stand-in, so that a wrong address is told beside a missing token.
    const given = { url, token: token || "none" };
    return arielClient({ ...given, ...(timeout && { deadlineMs: timeout * MINUTE }) });
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    for (const issue of error.issues) {
      if (issue.startsWith("token: ")) problems.add(`${TOKEN_VARIABLE}: ${issue.slice(7)}`);
      else problems.add(`--qradar: ${issue.replace(/^url: /, "")}`);
    }
    return undefined;
  }
}
