import type { Command } from "commander";
import { isTimeZone } from "../formats/zone.js";
import type { Warning } from "../intake.js";
import { eventAddress } from "../network/event-address.js";
import type { PairWindow } from "../reference/index.js";
import { checkedOption, numberOption } from "./checked-option.js";
import { type MeantTime, meantTime } from "./meant-time.js";
import type { Problems } from "./problems.js";

type Pair = Pick<PairWindow, "source" | "destination" | "port">;

/** The options that ask for the events of one pair; of a pair that was refused there is empty text. */
export interface PairOptions {
  readonly pair?: Pair | "";
  readonly start?: string;
  readonly end?: string;
  readonly hours?: number;
  readonly timeZone?: string;
  readonly limit?: number;
}

/** Options that mean nothing without a pair. */
const WINDOW = ["start", "end", "hours", "timeZone", "limit"] as const;
const FLAGS = {
  start: "--start",
  end: "--end",
  hours: "--hours",
  timeZone: "--time-zone",
  limit: "--limit",
};
const TIME = "now, epoch milliseconds, an ISO date or time";

/** Adds the options of a pair and its window. */
export function withPairOptions(command: Command, problems: Problems): Command {
  const number = numberOption.bind(undefined, problems);
  return command
    .addOption(
      checkedOption(
        problems,
        "--pair <src,dst,port>",
        "fetch the events of this pair instead; needs --end",
        "two addresses, both IPv4 or both IPv6, and a port, as 10.1.2.3,203.0.113.9,443",
        readPair,
      ),
    )
    .option("--start <time>", "of the pair's events: the first time, as of --end")
    .option(
      "--end <time>",
      `of the pair's events: the last time: ${TIME}; the whole of the second, minute or day that it names`,
    )
    .addOption(
      number(
        "--hours <n>",
        "in place of --start: so many hours before --end (default: the rule's)",
        {
          over: 0,
          max: 876_000,
        },
      ),
    )
    .addOption(
      checkedOption(
        problems,
        "--time-zone <iana>",
        "zone of a --start or --end that names none (default: UTC)",
        "an IANA time zone such as Europe/Berlin",
        (text) => (isTimeZone(text) ? text : undefined),
      ),
    )
    .addOption(
      number("--limit <n>", "of the pair's events the first n (default: all)", {
        min: 1,
        max: Number.MAX_SAFE_INTEGER,
        whole: true,
      }),
    );
}

/**
 * The pair with its window, `hours` long unless told otherwise; undefined without a pair. All that its times may stand for is in it: the
 * whole of the last second, minute or day, and of an hour that clocks show twice both. What is wrong goes to the problems.
 */
export function pairWindow(
  options: PairOptions,
  hours: number,
  problems: Problems,
): PairWindow | undefined {
  const { pair } = options;
  if (pair === undefined) {
    for (const name of WINDOW) {
      if (options[name] !== undefined) problems.add(`${FLAGS[name]} goes with --pair only`);
    }
    return undefined;
  }
  const time = (name: "start" | "end") => {
    const text = options[name];
    const meant = meantBy(options, name);
    if (meant === undefined && text !== undefined) {
      problems.add(`${FLAGS[name]} takes ${TIME} after --pair, not "${text.slice(0, 80)}"`);
    }
    return meant;
  };
  const end = time("end");
  const start = time("start");
  if (options.end === undefined) problems.add("--pair needs --end, and --start or --hours");
  if (options.start !== undefined && options.hours !== undefined) {
    problems.add("--start and --hours exclude each other");
  }
  if (pair === "" || end === undefined) return undefined;
  const before = end.hoursFrom - Math.round((options.hours || hours) * 3_600_000);
  return { ...pair, start: start?.first ?? before, end: end.last };
}

/** Tells of times that clocks show twice, where the window is longer than it looks, and of those that they skip. */
export function pairWarnings(options: PairOptions): Warning[] {
  if (options.pair === undefined) return [];
  return (["start", "end"] as const).flatMap((name) => {
    const meant = meantBy(options, name);
    const given = `${FLAGS[name]} ${options[name]}: clocks of ${zoneOf(options)}`;
    if (meant?.isSkipped) {
      const message = `${given} skip it; it is taken as if they had not been set yet`;
      return [{ code: "skipped-hour", message }];
    }
    if (!meant?.isTwice) return [];
    const which = name === "start" ? "begins with the first" : "ends with the second";
    const message = `${given} show it twice, and the window ${which}; name an offset for one of them, as +01:00`;
    return [{ code: "ambiguous-time", message }];
  });
}

function meantBy(options: PairOptions, name: "start" | "end"): MeantTime | undefined {
  const text = options[name];
  return text === undefined ? undefined : meantTime(text, zoneOf(options));
}

/** A zone that was refused is empty text. */
function zoneOf({ timeZone = "" }: PairOptions): string {
  return timeZone === "" ? "UTC" : timeZone;
}

function readPair(text: string): Pair | undefined {
  const [first = "", second = "", number = "", ...more] = text
    .split(",")
    .map((part) => part.trim());
  const source = eventAddress(first);
  const destination = eventAddress(second);
  const port = /^\d{1,5}$/.test(number) ? Number(number) : Number.NaN;
  if (source === undefined || destination === undefined || more.length > 0) return undefined;
  if (source.includes(":") !== destination.includes(":") || !(port <= 65535)) return undefined;
  return { source, destination, port };
}
