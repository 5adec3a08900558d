import { canonicalCidr } from "../../network/networks.js";
import type { ImpactCategory } from "./config.js";
import { IMPACT_SCORES } from "./impact.js";

/** What a key takes: the value as it is kept, or undefined for one that is not `expected`. */
export interface Kind<T> {
  readonly expected: string;
  read(value: unknown): T | undefined;
}

const INT32 = 2 ** 31 - 1;

/** A whole number within bounds. */
export function whole(least: number, most: number = INT32): Kind<number> {
  return {
    expected: `a whole number from ${least} to ${most}`,
    read: (value) =>
      Number.isInteger(value) && within(value, least, most) ? (value as number) : undefined,
  };
}

/** Any number within bounds. */
export function real(least: number, most: number): Kind<number> {
  return {
    expected: `a number from ${least} to ${most}`,
    read: (value) => (within(value, least, most) ? value : undefined),
  };
}

export const flag: Kind<boolean> = {
  expected: "true or false",
  read: (value) => (typeof value === "boolean" ? value : undefined),
};

export const category: Kind<ImpactCategory> = {
  expected: '"high", "medium", "low" or "none"',
  read: (value) =>
    typeof value === "string" && Object.hasOwn(IMPACT_SCORES, value)
      ? (value as ImpactCategory)
      : undefined,
};

/** CIDR ranges or addresses, in canonical text. */
export const subnets: Kind<readonly string[]> = {
  expected: "a list of nothing but CIDR ranges and addresses",
  read: (value) => listOf(value, canonicalCidr),
};

/** Domain names, `*.` in front of one for all below it. */
export const domains: Kind<readonly string[]> = {
  expected: 'a list of nothing but domain names such as "example.com" or "*.example.com"',
  read: (value) => listOf(value, (text) => (isDomain(text) ? text : undefined)),
};

function within(value: unknown, least: number, most: number): value is number {
  return typeof value === "number" && value >= least && value <= most;
}

function listOf(
  value: unknown,
  read: (text: string) => string | undefined,
): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const texts = value.map((text) => (typeof text === "string" ? read(text) : undefined));
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** Two labels or more of letters, digits and hyphens; the last has no hyphen and begins with a letter. */
function isDomain(text: string): boolean {
  const labels = text.replace(/^\*\./, "").replace(/\.$/, "").split(".");
  const top = labels.pop() ?? "";
  return (
    labels.length > 0 &&
    /^[a-z][a-z\d]{0,62}$/i.test(top) &&
    labels.every((label) => /^[a-z\d][a-z\d-]{0,62}$/i.test(label))
  );
}
