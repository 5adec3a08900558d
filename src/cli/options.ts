import { readFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import { RuleError } from "../errors.js";
import { FIELDS, type FieldName } from "../formats/fields.js";
import { formats } from "../formats/index.js";
import { isTimeZone } from "../formats/zone.js";
import { canonicalCidr } from "../network/networks.js";

/** The options every command that reads logs has, as commander leaves them: text. */
export interface SharedOptions {
  readonly from?: string;
  readonly internal?: readonly string[];
  readonly rejects?: string;
  readonly strict?: boolean;
  readonly csvColumns?: string;
  readonly field?: readonly string[];
  readonly timeZone?: string;
  readonly timeUnit?: "s" | "ms" | "us" | "ns";
  readonly threads?: string;
  readonly maxEvents?: string;
  readonly hours?: string;
  readonly end?: string;
}

/** The options every command has. */
export interface OutputOptions {
  readonly format?: "table" | "json" | "ndjson" | "csv";
  readonly output?: string;
  readonly quiet?: boolean;
}

const collect = (value: string, before: readonly string[] = []) => [...before, value];

/** Adds the options of output. */
export function withOutputOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--format <name>",
        "how to show the result (default: table on a terminal, else json)",
      ).choices(["table", "json", "ndjson", "csv"]),
    )
    .option("--output <file>", "write the result to a file")
    .option("--quiet", "no progress and no warnings on stderr");
}

/** Adds the options of reading. */
export function withReadingOptions(command: Command): Command {
  const ids = formats.map(({ id }) => id);
  return command
    .addOption(
      new Option(
        "--from <format>",
        "read every input as this format (default: told from content)",
      ).choices(ids),
    )
    .option("--hours <n>", "look at the last n hours before --end only")
    .option(
      "--end <time>",
      "end of the window: ISO time, epoch ms, now, or data (the newest record)",
      "data",
    )
    .option(
      "--internal <cidr>",
      "a network that is internal beside the private ones (repeatable)",
      collect,
    )
    .option(
      "--csv-columns <map>",
      "columns of CSV inputs: time=ts,source=src,destination=dst,port=dport,…",
    )
    .option(
      "--field <map>",
      "own property of JSON inputs, such as bytesOut=BytesSent (repeatable)",
      collect,
    )
    .option("--time-zone <iana>", "zone of times that name none, and of printed times", "UTC")
    .addOption(
      new Option("--time-unit <unit>", "unit of numeric times").choices(["s", "ms", "us", "ns"]),
    )
    .option("--rejects <file>", "write rejected records as NDJSON: file, line, reason, text")
    .option("--strict", "exit with 3 when a record was rejected")
    .option("--max-events <n>", "stop with an error past so many events")
    .option("--threads <n>", "threads to use at most (this version reads with one)");
}

/** Collects what is wrong with a command line, so that all of it is told at once. */
export class Problems {
  readonly issues: string[] = [];

  /** A number option: `undefined` when absent, else checked. */
  number(
    name: string,
    text: string | undefined,
    {
      min,
      max = Number.POSITIVE_INFINITY,
      whole = true,
    }: { min: number; max?: number; whole?: boolean },
  ): number | undefined {
    if (text === undefined) return undefined;
    const value = /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
    const range = max === Number.POSITIVE_INFINITY ? `of at least ${min}` : `from ${min} to ${max}`;
    this.issues.push(`${name} takes a ${whole ? "whole " : ""}number ${range}, not "${text}"`);
    return undefined;
  }

  /** A map of fields: `time=ts,source=src`. */
  fields(name: string, pairs: readonly string[]): Partial<Record<FieldName, string>> | undefined {
    if (pairs.length === 0) return undefined;
    const map: Partial<Record<FieldName, string>> = {};
    for (const pair of pairs) {
      const [field = "", ...rest] = pair.split("=");
      const own = rest.join("=").replace(/^"(.*)"$/, "$1");
      if (!FIELDS.includes(field as FieldName) || own === "") {
        this.issues.push(`${name}: "${pair}" is not field=name; fields are ${FIELDS.join(", ")}`);
      } else map[field as FieldName] = own;
    }
    return map;
  }

  /** The window's end: epoch milliseconds or `data`. */
  end(text: string | undefined): number | "data" {
    if (text === undefined || text === "data") return "data";
    if (text === "now") return Date.now();
    const time = /^\d{12,14}$/.test(text) ? Number(text) : Date.parse(text);
    if (!Number.isNaN(time)) return time;
    this.issues.push(`--end takes an ISO time, epoch milliseconds, now or data, not "${text}"`);
    return "data";
  }

  cidrs(name: string, texts: readonly string[] = []): readonly string[] {
    for (const text of texts) {
      if (canonicalCidr(text) === undefined) {
        this.issues.push(`${name}: "${text}" is not an address or a CIDR range`);
      }
    }
    return texts;
  }

  timeZone(text: string | undefined): string {
    if (text !== undefined && !isTimeZone(text)) this.issues.push(`--time-zone: no zone "${text}"`);
    return text ?? "UTC";
  }

  /** Throws when there are any. */
  throwIfAny(): void {
    if (this.issues.length > 0) throw new RuleError("usage", this.issues);
  }
}

/** A JSON file that the user named; what is wrong with it is a usage problem. */
export async function jsonFile(option: string, path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    throw new RuleError(option, [`cannot read ${path}`]);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RuleError(option, [`${path}: ${(error as Error).message}`]);
  }
}
