import type { Command } from "commander";
import type { ResultExport } from "../qradar/result-row.js";
import { isMark } from "../qradar/rows/check-row-options.js";
import { type OwnColumns, RESULT_COLUMNS } from "../qradar/rows/columns.js";
import { zoneBehind } from "../qradar/zone-behind.js";
import { checkedOption, isGiven } from "./checked-option.js";
import { readPairs } from "./named-pairs.js";
import type { Problems } from "./problems.js";

const PAIRS = `pairs of column=name (columns: ${RESULT_COLUMNS.join(", ")}), no column twice`;

/** What a user can say about exports of result rows. */
export interface RowOptions {
  /** The zone of their times, where the user named one: exports may name their own. */
  readonly rowTimeZone?: string;
  readonly timeFormat?: string;
  readonly grouping?: string;
  /** Own names of the rows' columns. */
  readonly rowColumns?: OwnColumns;
  readonly rejects?: string;
}

/** The --time-zone that the user named, if any. */
export function givenTimeZone(command: Command): Pick<RowOptions, "rowTimeZone"> {
  return isGiven(command, "timeZone") ? { rowTimeZone: command.opts().timeZone as string } : {};
}

/** The zone of printed times: what the user named, else what all exports name, else UTC. */
export function rowZone(
  { rowTimeZone }: Pick<RowOptions, "rowTimeZone">,
  exports: readonly ResultExport[],
): string {
  return rowTimeZone ?? zoneBehind(exports) ?? "UTC";
}

/** Adds the options of how rows are printed in exports. */
export function withRowOptions(command: Command, problems: Problems): Command {
  return command
    .option(
      "--time-format <pattern>",
      "how FirstSeen and LastSeen are printed, as DATEFORMAT has it: dd/MM/yyyy HH:mm:ss (default: yyyy-MM-dd HH:mm:ss, ISO 8601 or epoch milliseconds)",
    )
    .addOption(
      checkedOption(
        problems,
        "--grouping <character>",
        'what groups the digits of the rows\' numbers, as the comma in 12,345; "." where a comma begins decimals (default: nothing does)',
        "one character that is no digit, sign or letter",
        (text) => (isMark(text) ? text : undefined),
      ),
    )
    .addOption(
      checkedOption<OwnColumns>(
        problems,
        "--row-columns <map>",
        "columns of the rows: FirstSeen=first,LastSeen=last,… (repeatable)",
        PAIRS,
        (text, before) => readPairs(text, RESULT_COLUMNS, before),
      ),
    );
}
