import * as v from "valibot";
import type { Direction } from "../connection.js";
import { RuleError } from "../errors.js";
import { canonicalCidr } from "../network/networks.js";
import { DEFAULT_RULE, type Rule, type Seconds } from "./rule.js";

const HOURS_LIMIT = 876_000;
const SECONDS_LIMIT = 1e9;
const DAY_MS = 86_400_000;

/** Seconds that are whole milliseconds, so that every comparison with them is one of integers. */
const isSeconds = (value: unknown): value is number =>
  typeof value === "number" &&
  value >= 0 &&
  value <= SECONDS_LIMIT &&
  Math.round(value * 1000) / 1000 === value;

const isRange = (value: unknown): value is Seconds => {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [lower, upper]: unknown[] = value;
  return isSeconds(lower) && isSeconds(upper) && lower <= upper;
};

const wholeNumber = (from: number, to: number) =>
  v.custom<number>(
    (value) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to,
    `a whole number from ${from} to ${to}`,
  );

const text = (pattern: RegExp, expected: string) =>
  v.custom<string>((value) => typeof value === "string" && pattern.test(value), expected);

const choice = <const T extends readonly string[]>(options: T) =>
  v.picklist(options, options.join(" or "));

const list = <T>(item: v.GenericSchema<T>) => v.array(item, "a list");

const cidr = v.pipe(
  v.custom<string>(
    (value) => typeof value === "string" && canonicalCidr(value) !== undefined,
    "an address or a CIDR range",
  ),
  v.transform((value) => canonicalCidr(value) as string),
);
const seconds = `seconds from 0 to ${SECONDS_LIMIT} with at most three decimals`;
const range = v.custom<Seconds>(isRange, `two numbers, the lower first: ${seconds}`);
const property = text(
  /^[^\p{Cc}\p{Zl}\p{Zp}]{1,255}$/u,
  "a property name without control characters or line breaks",
);
const count = wholeNumber(0, Number.MAX_SAFE_INTEGER);
const direction: v.GenericSchema<Direction> = choice(["L2L", "L2R", "R2L", "R2R"]);

const FIELDS = {
  ports: list(wholeNumber(0, 65535)),
  directions: list(direction),
  excludePrefixes: list(text(/^[0-9a-f.:]{1,45}$/, "the beginning of an address: 0-9 a-f . :")),
  excludeNetworks: list(cidr),
  hours: v.custom<number>(
    (value) => typeof value === "number" && value > 0 && value <= HOURS_LIMIT,
    `a number over 0 and up to ${HOURS_LIMIT}`,
  ),
  minCount: count,
  interval: range,
  bands: list(range),
  volume: count,
  volumeMaxInterval: v.custom<number | null>(
    (value) => value === null || isSeconds(value),
    `null or ${seconds}`,
  ),
  bounds: choice(["inclusive", "strict"]),
  arithmetic: choice(["double", "integer", "mixed"]),
  countField: choice(["records", "eventcount"]),
  timeField: choice(["starttime", "devicetime"]),
  timeFloorMs: wholeNumber(1, DAY_MS),
  bytesOutProperty: property,
  bytesInProperty: property,
  emptySum: choice(["null", "zero"]),
} satisfies { [field in keyof Rule]: v.GenericSchema<unknown, Rule[field]> };

const schema = v.object(FIELDS, "an object");

/**
 * A complete rule from a partial one, say from a JSON file: fields left out are those of DEFAULT_RULE, ranges of
 * networks become canonical. Throws a RuleError that lists everything wrong with it at once.
 *
 * @example parseRule({ minCount: 30 }).volume; // => 100
 * @example parseRule({ ports: [70000] }); // RuleError: rule: ports[0]: expected a whole number from 0 to 65535, got 70000
 */
export function parseRule(value: unknown): Rule {
  const { rule, issues } = checkRule(value);
  if (rule === undefined) throw new RuleError("rule", issues);
  return rule;
}

/** Like parseRule, but hands the problems over, for those who have more to check. */
export function checkRule(value: unknown): {
  readonly rule: Rule | undefined;
  readonly issues: readonly string[];
} {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { rule: undefined, issues: [`expected an object, got ${shown(value)}`] };
  }
  const unknown = Object.keys(value)
    .filter((key) => !Object.hasOwn(FIELDS, key))
    .map((key) => `${/^\w+$/.test(key) ? key : JSON.stringify(key)}: not a field of a rule`);
  const given = Object.entries(value).filter(([, field]) => field !== undefined);
  const result = v.safeParse(schema, { ...DEFAULT_RULE, ...Object.fromEntries(given) });
  const issues = [...(result.issues ?? []).map(problem), ...unknown];
  if (!result.success || issues.length > 0) return { rule: undefined, issues };
  return { rule: structuredClone(result.output), issues };
}

function problem(issue: v.BaseIssue<unknown>): string {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === "number" ? `[${key}]` : key));
  return `${path.join("")}: expected ${issue.message}, got ${shown(issue.input)}`;
}

function shown(value: unknown): string {
  if (typeof value === "string") {
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  }
  if (Array.isArray(value)) {
    const items = value.slice(0, 4).map((item) => (Array.isArray(item) ? "[…]" : shown(item)));
    return `[${items.join(", ")}${value.length > 4 ? ", …" : ""}]`;
  }
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
