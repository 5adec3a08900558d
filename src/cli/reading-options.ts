import type { Command } from "commander";
import { FIELDS } from "../formats/fields.js";
import { formats } from "../formats/index.js";
import { isTimeZone } from "../formats/zone.js";
import { canonicalCidr } from "../network/networks.js";
import { checkedOption, choiceOption, numberOption } from "./checked-option.js";
import { endTime } from "./end-time.js";
import { type FieldMap, readFields } from "./field-map.js";
import type { Problems } from "./problems.js";

/** The options every command that reads logs has, checked. */
export interface ReadingOptions {
  readonly from?: string;
  readonly hours?: number;
  /** Text: which time it is depends on the zone. */
  readonly end: string;
  readonly internal?: readonly string[];
  readonly csvColumns?: FieldMap;
  readonly field?: FieldMap;
  readonly timeZone: string;
  readonly timeUnit?: "s" | "ms" | "us" | "ns";
  readonly rejects?: string;
  readonly strict?: boolean;
  readonly maxEvents?: number;
  readonly threads?: number;
}

const PAIRS = `pairs of field=name (fields: ${FIELDS.join(", ")}), no field twice`;

/** Adds the options of reading. */
export function withReadingOptions(command: Command, problems: Problems): Command {
  const number = numberOption.bind(undefined, problems);
  const choice = choiceOption.bind(undefined, problems);
  return command
    .addOption(
      choice(
        "--from <format>",
        "read every input as this format (default: told from content)",
        formats.map(({ id }) => id),
      ),
    )
    .addOption(
      number("--hours <n>", "look at the last n hours before --end only", {
        over: 0,
        max: 876_000,
      }),
    )
    .option(
      "--end <time>",
      "end of the window: data (the newest record), now, epoch milliseconds, an ISO date or time; without an offset it is one of --time-zone",
      "data",
    )
    .addOption(
      checkedOption(
        problems,
        "--internal <cidr>",
        "a network that is internal beside the private ones (repeatable)",
        "an address or a CIDR range",
        (text, before: readonly string[] = []) =>
          canonicalCidr(text) === undefined ? undefined : [...before, text],
      ),
    )
    .addOption(
      checkedOption(
        problems,
        "--csv-columns <map>",
        "columns of CSV inputs: time=ts,source=src,destination=dst,port=dport,…",
        PAIRS,
        readFields,
      ),
    )
    .addOption(
      checkedOption(
        problems,
        "--field <map>",
        "own properties of QRadar and JSON inputs: bytesOut=BytesSent,… (repeatable)",
        PAIRS,
        readFields,
      ),
    )
    .addOption(
      checkedOption(
        problems,
        "--time-zone <iana>",
        "zone of times that name none, and of printed times",
        "an IANA time zone such as Europe/Berlin",
        (text) => (isTimeZone(text) ? text : undefined),
      ).default("UTC"),
    )
    .addOption(
      choice("--time-unit <unit>", "unit of numeric times (default: told from their size)", [
        "s",
        "ms",
        "us",
        "ns",
      ]),
    )
    .option("--rejects <file>", "write rejected records as NDJSON: file, line, reason, text")
    .option("--strict", "exit with 3 when a record was rejected")
    .addOption(
      number("--max-events <n>", "stop with an error past so many events", { min: 1, whole: true }),
    )
    .addOption(
      number("--threads <n>", "threads to use at most (this version reads with one)", {
        min: 1,
        whole: true,
      }),
    );
}

/** The window's end; what is wrong with it goes to the problems. */
export function endOf({ end, timeZone }: ReadingOptions, problems: Problems): number | "data" {
  const time = endTime(end, timeZone);
  if (time !== undefined) return time;
  problems.add(`--end takes data, now, epoch milliseconds, an ISO date or time, not "${end}"`);
  return "data";
}
