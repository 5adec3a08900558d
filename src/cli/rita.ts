import { Command } from "commander";
import type { Warning } from "../intake.js";
import { canonicalCidr } from "../network/networks.js";
import type { RitaResult } from "../node/read-rita.js";
import type { OutputFormat } from "../render/output-format.js";
import { RITA_V4_TABLES, type RitaV4Table } from "../render/rita-csv.js";
import { renderRita } from "../render/rita-rows.js";
import type { RitaRow } from "../rita/index.js";
import { checkedOption, choiceOption, numberOption } from "./checked-option.js";
import { checkFiles } from "./output-files.js";
import { withOutputOptions } from "./output-options.js";
import { type RitaReadingOptions, readRitaInputs } from "./read-rita-inputs.js";
import { outputFormat, readingStatus, tellWarnings, writeResult } from "./report.js";
import { ritaConfigOf, withRitaOptions } from "./rita-options.js";
import type { Session } from "./session.js";

interface RitaCommandOptions extends RitaReadingOptions {
  readonly top?: number;
  readonly beacons?: RitaV4Table;
  readonly strict?: boolean;
}

/** How many rows a table shows unless told otherwise. */
const TABLE_ROWS = 50;

const EXAMPLES = `
Examples:
  beaconry rita /opt/zeek/logs/2026-11-23                     a day of Zeek logs, as RITA v5 scores them
  beaconry rita logs --format csv --output rita.csv           the columns of RITA's own CSV, to compare files
  beaconry rita logs --version 4 --beacons sni --format csv   what v4's show-beacons-sni prints
  beaconry rita logs --config /etc/rita/config.hjson          with your RITA's configuration
  beaconry rita logs --rolling --now 2026-11-24T08:00:00Z     as a rolling data set at that time
  beaconry rita logs --internal 198.51.100.0/24 --external-to-internal keep

Neither RITA nor its database is needed. What may surprise, since RITA does so:
  Files    Only Zeek logs whose names begin with conn, http, ssl, dns, open_conn, open_http or open_ssl and end in .log or .gz.
  Hours    v5 imports hour by hour. The hour is in the name (conn.05:00:00-06:00:00.log.gz, conn_20261123_05_00_00.log; without
           one it is 0), the day is the folder's (2026-11-23). Joins never cross an hour: http and ssl logs of an hour without conn
           logs are left out. v4 takes all files together.
  Window   The 24 hours before the newest connection.
  Inside   10/8, 172.16/12, 192.168/16 and fd00::/8, or what the configuration says. Networks of your own with public
           addresses need --internal; without it their connections are outside to outside, and dropped.
  Rolling  First Seen moves scores with --rolling only. Logs that end more than a day before --now are counted back from their
           own end, as they are without it.
  Presets  The file that RITA installs and its code differ: the code knows neither prevalence nor rare signatures, and asks for
           75 where the file asks for 70. Keys that --config lacks are the preset's; RITA takes those of its code (--preset code).
No feeds of known bad addresses are read: Threat Intel is always false.`;

/** The command that gives RITA's rows. */
export function ritaCommand(session: Session): Command {
  const { problems, end } = session;
  const whole = { min: 0, whole: true };
  const command = new Command("rita")
    .description("score Zeek logs as RITA does, v5 or v4, without RITA")
    .argument("<inputs...>", "Zeek logs, or directories of them");
  withRitaOptions(command, problems)
    .addOption(
      checkedOption(
        problems,
        "--internal <cidr>",
        "a network that is internal beside RITA's own (repeatable)",
        "an address or a CIDR range",
        (text, before: readonly string[] = []) =>
          canonicalCidr(text) === undefined ? undefined : [...before, text],
      ),
    )
    .addOption(
      choiceOption(
        problems,
        "--beacons <kind>",
        "v4's beacons of one kind only; its CSV holds one (default there: ip)",
        RITA_V4_TABLES,
      ),
    )
    .addOption(
      numberOption(
        problems,
        "--top <n>",
        `show the first n rows; 0 shows all (default: ${TABLE_ROWS} in a table, else 0)`,
        whole,
      ),
    )
    .option("--rejects <file>", "write rejected records as NDJSON: file, line, reason, text")
    .option("--strict", "exit with 3 when a record was rejected")
    .addOption(
      numberOption(problems, "--max-events <n>", "stop with an error past so many records", {
        min: 1,
        whole: true,
      }),
    );
  return withOutputOptions(command, problems)
    .addHelpText("after", EXAMPLES)
    .action(async (inputs: string[], options: RitaCommandOptions) => {
      end(await runRita(inputs, options, session));
    });
}

async function runRita(
  inputs: readonly string[],
  options: RitaCommandOptions,
  { io, problems }: Session,
): Promise<number> {
  const config = await ritaConfigOf(options, problems);
  if (options.beacons && options.version !== "4") problems.add("--beacons: only with --version 4");
  checkFiles(inputs, options, problems);
  problems.throwIfAny();
  let result: RitaResult;
  try {
    result = await readRitaInputs(inputs, options, config, io);
  } finally {
    io.onRead?.();
  }
  const format = outputFormat(options, io);
  const kind = options.beacons ?? (format === "csv" && result.version === 4 ? "ip" : undefined);
  const wanted = kind === undefined ? result.rows : result.rows.filter(isOf(kind, format));
  const { top = format === "table" ? TABLE_ROWS : 0 } = options;
  const rows = top === 0 ? wanted : wanted.slice(0, top);
  const warnings = [
    ...result.warnings,
    ...unused(options),
    ...unseen(result, kind, format),
    ...cut(rows.length, wanted.length),
  ];
  const found = wanted.length;
  const report = { ...result, rows, found, warnings, table: kind ?? "ip" };
  await writeResult(renderRita(report, format), options, io);
  // The table says it itself.
  const told = warnings.filter(({ code }) => code !== "top" || format !== "table");
  tellWarnings(told, options, io);
  return readingStatus(result, options.strict);
}

/** v4 has strobes in a list of their own, so that its CSV of beacons is without. */
function isOf(kind: RitaV4Table, format: OutputFormat): (row: RitaRow) => boolean {
  return ({ type, strobe }) => type === kind && !(strobe && format === "csv");
}

function unused({ rolling, now }: RitaCommandOptions): Warning[] {
  if (now === undefined || rolling === true) return [];
  return [{ code: "now-unused", message: "--now changes nothing without --rolling" }];
}

/** What v4's CSV has no room for. */
function unseen(
  { version, rows }: RitaResult,
  kind: RitaV4Table | undefined,
  format: OutputFormat,
): Warning[] {
  if (version !== 4 || format !== "csv") return [];
  const strobes = rows.filter(({ strobe }) => strobe).length;
  const others = RITA_V4_TABLES.filter((table) => table !== kind).flatMap((table) => {
    const count = rows.filter(({ type, strobe }) => type === table && !strobe).length;
    return count === 0 ? [] : [`${count} in that of --beacons ${table}`];
  });
  const left = [...others, ...(strobes === 0 ? [] : [`strobes (${strobes}) in none`])];
  if (left.length === 0) return [];
  const message = `v4 has a table for each kind of beacon; this one is of ${kind}: ${left.join(", ")}`;
  return [{ code: "rows-unseen", message }];
}

function cut(shown: number, found: number): Warning[] {
  if (shown === found) return [];
  return [{ code: "top", message: `the first ${shown} of ${found} rows; --top 0 shows all` }];
}
