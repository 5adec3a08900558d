import * as v from "valibot";
import { RuleError } from "../../errors.js";
import { allowList } from "../../network/allow-list.js";
import { canonicalCidr } from "../../network/networks.js";
import { printable } from "../../text/printable.js";
import type { Family, Range } from "./family.js";

const text = v.custom<string>(
  (value) => typeof value === "string" && value !== "" && printable(value) === value,
  "text without control characters",
);
const cidr = v.custom<string>(
  (value) => typeof value === "string" && canonicalCidr(value) !== undefined,
  "an address or a CIDR range",
);
const domain = v.custom<string>(
  (value) => typeof value === "string" && isDomain(value),
  "a domain",
);
const port = v.custom<number>(
  (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 65_535,
  "a port",
);
const range = v.custom<Range>(isRange, "two numbers of 0 or more, the lower one first");
const sources = v.custom<number>(
  (value) => Number.isSafeInteger(value) && (value as number) >= 1,
  "a whole number above 0",
);

const FIELDS = {
  id: text,
  name: text,
  networks: v.optional(v.array(cidr, "a list of networks")),
  domains: v.optional(v.array(domain, "a list of domains")),
  ports: v.optional(v.array(port, "a list of ports")),
  intervalSeconds: v.optional(range),
  bytesOutPerRequest: v.optional(range),
  bytesInPerRequest: v.optional(range),
  ratio: v.optional(range),
  leastSources: v.optional(sources),
};
const schema = v.array(v.strictObject(FIELDS, "an object of known fields"), "a list of families");

/**
 * Families from plain data such as a JSON file. Throws a RuleError that lists every problem; one without any pattern, which would
 * hold of all rows, and a second one of an id are problems.
 *
 * @example parseFamilies([{ id: "mine", name: "our backup", ports: [443] }])[0].id; // => "mine"
 */
export function parseFamilies(value: unknown): Family[] {
  const result = v.safeParse(schema, value);
  const issues = (result.issues ?? []).map(problem);
  if (result.success) issues.push(...senseless(result.output));
  if (!result.success || issues.length > 0) throw new RuleError("families", issues);
  return result.output;
}

function senseless(families: readonly Family[]): string[] {
  const seen = new Set<string>();
  return families.flatMap(({ id, name: _, ...patterns }, i) => {
    const issues: string[] = [];
    if (seen.has(id)) issues.push(`${i}.id: ${JSON.stringify(id)} is there already`);
    if (Object.values(patterns).every((pattern) => pattern === undefined)) {
      issues.push(`${i}: expected at least one pattern`);
    }
    seen.add(id);
    return issues;
  });
}

function problem(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return `${path === null ? "" : `${printable(path)}: `}expected ${expectedBy(issue)}`;
}

/** An object with a field too many or too few is told so at that field, where the message of the object is none. */
function expectedBy({ type, expected, message, path }: v.BaseIssue<unknown>): string {
  const { key } = (path?.at(-1) ?? {}) as { readonly key?: unknown };
  if (type !== "strict_object" || expected === "Object") return message;
  return expected === "never" ? "no such field" : `a field ${String(key)}`;
}

function isDomain(value: string): boolean {
  try {
    allowList([value]);
    return canonicalCidr(value) === undefined;
  } catch {
    return false;
  }
}

function isRange(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [lower, upper] = value as unknown[];
  return typeof lower === "number" && typeof upper === "number" && lower >= 0 && lower <= upper;
}
