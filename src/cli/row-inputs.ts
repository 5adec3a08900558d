import { consoleEnd } from "./console-export.js";
import type { Problems } from "./problems.js";

interface RowInputs {
  readonly qradar?: string;
  readonly drillDown?: string;
  readonly force?: boolean;
  readonly hours?: number;
  readonly end?: string;
  readonly timeZone: string;
  readonly timeFormat?: string;
  readonly grouping?: string;
  readonly rowColumns?: object;
  readonly rejects?: string;
}

/** What is about files: the query that a console is asked prints as we have it. */
const OF_FILES = {
  timeFormat: "--time-format",
  grouping: "--grouping",
  rowColumns: "--row-columns",
  rejects: "--rejects",
} as const;

/**
 * Where rows come from: exports, or a console, which is asked about the hours before the end that is returned. Notes what does not go
 * together.
 */
export function checkRowInputs(
  inputs: readonly string[],
  options: RowInputs,
  problems: Problems,
): number {
  const { qradar, drillDown, force, hours, end, timeZone } = options;
  if (inputs.length === 0 && qradar === undefined) {
    problems.add(
      "no exports: name JSON or CSV files, directories, - for standard input, or --qradar",
    );
  }
  if (inputs.length > 0 && qradar !== undefined && drillDown === undefined) {
    problems.add("--qradar beside exports fetches events, and goes with --drill-down");
  }
  const asked = qradar !== undefined && inputs.length === 0;
  if (!asked && hours !== undefined) problems.add("--hours goes with --qradar and no exports");
  if (!asked && end !== undefined) problems.add("--end goes with --qradar and no exports");
  if (force === true && drillDown === undefined) problems.add("--force goes with --drill-down");
  for (const [name, flag] of Object.entries(OF_FILES)) {
    if (asked && options[name as keyof typeof OF_FILES] !== undefined) {
      problems.add(`${flag} is about exported files, and does not go with --qradar alone`);
    }
  }
  const time = consoleEnd(end ?? "now", timeZone === "" ? "UTC" : timeZone);
  if (time !== undefined) return time;
  problems.add(`--end takes now, epoch milliseconds, an ISO date or time, not "${end}"`);
  return 0;
}
