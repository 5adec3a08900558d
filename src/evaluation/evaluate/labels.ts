import * as v from "valibot";
import { RuleError } from "../../errors.js";
import { canonicalEndpoint } from "../../network/address.js";
import type { Label } from "../family.js";

/** What is known of a pair of a log. */
export interface LabelledPair {
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  readonly label: Label;
  /** What it is more exactly; empty when unknown. */
  readonly family: string;
}

const LABELS = ["c2", "benign", "benign-periodic"] as const;

const schema = v.array(
  v.object(
    {
      source: v.pipe(v.string("text"), v.nonEmpty("text")),
      destination: v.pipe(v.string("text"), v.nonEmpty("text")),
      port: v.custom<number>(
        (port) => Number.isInteger(port) && Number(port) >= 0 && Number(port) <= 65_535,
        "a port from 0 to 65535",
      ),
      label: v.picklist(LABELS, `one of ${LABELS.join(", ")}`),
      family: v.optional(v.string("text"), ""),
    },
    "an object with source, destination, port and label",
  ),
  "a list of labels",
);

/** A file of labels that is not one may be wrong a million times. */
const ISSUES_SHOWN = 20;

/**
 * Labels from plain data such as a JSON file: a list of `{ source, destination, port, label, family? }`, other fields ignored,
 * addresses in any spelling. Throws a RuleError that lists the problems, of many the first twenty.
 *
 * @example
 * const pair = { source: "10.0.0.1", destination: "203.0.113.9", port: 443 };
 * parseLabels([{ ...pair, label: "c2" }])[0]?.family; // => ""
 */
export function parseLabels(value: unknown): LabelledPair[] {
  const result = v.safeParse(schema, value);
  const issues = (result.issues ?? []).map((issue) => {
    const path = v.getDotPath(issue);
    return `${path === null ? "" : `${path}: `}expected ${issue.message}`;
  });
  const labels = result.success ? result.output.map(canonical) : [];
  const seen = new Map<string, Label>();
  for (const { source, destination, port, label } of labels) {
    const key = `${source} to ${destination}, port ${port}`;
    const before = seen.get(key);
    if (before !== undefined && before !== label) issues.push(`${key} is ${before} and ${label}`);
    seen.set(key, label);
  }
  if (issues.length === 0) return labels;
  const more = issues.length - ISSUES_SHOWN;
  throw new RuleError("labels", [
    ...issues.slice(0, ISSUES_SHOWN),
    ...(more > 0 ? [`and ${more} more`] : []),
  ]);
}

function canonical(pair: LabelledPair): LabelledPair {
  const { source, destination } = pair;
  return {
    ...pair,
    source: canonicalEndpoint(source) ?? source,
    destination: canonicalEndpoint(destination) ?? destination,
  };
}
