import { RuleError } from "../errors.js";
import { splitRecord } from "../formats/csv-line.js";
import { spellSeconds, spellShare } from "../text/units.js";
import type { RitaList, RitaListing } from "./rita-listing.js";

const V5_HEADER = "Severity,Source IP,";
const V4_HEADER = "Score,Source IP,";

/** Columns that a file must have for its rows to be told apart and ranked. */
const NEEDED = {
  5: ["Severity", "Source IP", "Destination IP", "FQDN", "Beacon Score"],
  4: ["Score", "Source IP"],
} as const;

/** Where the final scores of a severity lie; the export does not have them. */
const RANGES: Readonly<Record<string, readonly [from: number, to: number]>> = {
  critical: [0.8, 1],
  high: [0.6, 0.8],
  medium: [0.4, 0.6],
  low: [0.2, 0.4],
  none: [0, 0.2],
};

const MOST_ISSUES = 5;

/** One line of an export: its number from 1, and its cells by heading. */
interface Line {
  readonly number: number;
  readonly cell: (heading: string) => string;
}

/**
 * A list of RITA's from its CSV: what v5's `view --stdout` prints, or one of v4's `show-beacons` commands. v5 prints no final
 * score: a row's value lies in the range of its severity, and within it descends in the file's order. Throws a RuleError that
 * lists what is wrong: another header, or the first lines that are no rows.
 */
export function parseRitaExport(text: string): RitaList {
  const [header = "", ...records] = text.split(/\r?\n/);
  const version = header.startsWith(V5_HEADER) ? 5 : header.startsWith(V4_HEADER) ? 4 : undefined;
  if (version === undefined) {
    const shown = JSON.stringify(header.slice(0, 60));
    throw new RuleError("rita export", [
      `its header is neither that of RITA v5 (${V5_HEADER}…) nor that of v4 (${V4_HEADER}…): ${shown}`,
    ]);
  }
  const headings = splitRecord(header, ",").map((heading) => heading.trim());
  const issues: string[] = NEEDED[version]
    .filter((heading) => !headings.includes(heading))
    .map((heading) => `no column "${heading}"`);
  if (issues.length > 0) throw new RuleError("rita export", issues);
  const lines = records.flatMap((record, i) =>
    record.trim() === "" ? [] : [lineOf(record, i + 2, headings)],
  );
  const read = version === 5 ? v5Row : v4Row;
  const rows = lines.flatMap((line) => read(line, issues) ?? []);
  if (issues.length > 0) throw new RuleError("rita export", issues.slice(0, MOST_ISSUES));
  return { version, rows: version === 5 ? ranked(rows) : byValue(rows) };
}

function lineOf(record: string, number: number, headings: readonly string[]): Line {
  const cells = new Map(splitRecord(record, ",").map((cell, i) => [headings[i], cell]));
  return { number, cell: (heading) => cells.get(heading) ?? "" };
}

/** With the severity's number for a value. */
function v5Row({ number, cell }: Line, issues: string[]): RitaListing | undefined {
  const severity = cell("Severity").toLowerCase();
  const beacon = numberIn(cell("Beacon Score"));
  if (!Object.hasOwn(RANGES, severity) || beacon === undefined) {
    issues.push(`line ${number}: no row of RITA v5`);
    return undefined;
  }
  const destination = addressIn(cell("Destination IP"));
  const fqdn = cell("FQDN");
  return {
    source: addressIn(cell("Source IP")),
    destination,
    fqdn: fqdn === "" ? null : fqdn,
    servers: [],
    value: RANGES[severity]?.[0] as number,
    flagged: severity === "critical" || severity === "high",
    reason: about(fqdn) + v5Reason(cell, beacon),
  };
}

function about(fqdn: string): string {
  return fqdn === "" ? "" : `${fqdn}: `;
}

function v5Reason(cell: Line["cell"], beacon: number): string {
  const duration = numberIn(cell("Total Duration"));
  const long = numberIn(cell("Long Connection Score")) ?? 0;
  const c2 = numberIn(cell("C2 Over DNS Score")) ?? 0;
  const prevalence = numberIn(cell("Prevalence"));
  const modifiers = cell("Modifiers");
  return [
    `Severity ${cell("Severity")}.`,
    ...(beacon > 0 ? [`Beacon score ${beacon}.`] : []),
    ...(long > 0 && duration !== undefined
      ? [`Connected for ${spellSeconds(duration)}, worth ${Number(long.toFixed(3))}.`]
      : []),
    ...(cell("Strobe") === "true" ? ["A strobe."] : []),
    ...(c2 > 0
      ? [`${cell("Subdomains")} subdomains queried, worth ${Number(c2.toFixed(3))}.`]
      : []),
    ...(prevalence === undefined
      ? []
      : [`${spellShare(prevalence)} of the hosts inside talk to it.`]),
    ...(cell("Missing Host Header") === "true" ? ["Requests without a Host."] : []),
    ...(modifiers === "" ? [] : [`Modifiers: ${modifiers}.`]),
  ].join(" ");
}

function v4Row({ number, cell }: Line, issues: string[]): RitaListing | undefined {
  const value = numberIn(cell("Score"));
  if (value === undefined) {
    issues.push(`line ${number}: no row of RITA v4`);
    return undefined;
  }
  const fqdn = cell("SNI") || cell("FQDN");
  const proxy = addressIn(cell("Proxy IP"));
  return {
    source: addressIn(cell("Source IP")),
    destination: addressIn(cell("Destination IP")),
    fqdn: fqdn === "" ? null : fqdn,
    servers: proxy === null ? [] : [proxy],
    value,
    flagged: null,
    reason: about(fqdn) + v4Reason(cell, value),
  };
}

const PARTS = {
  times: "TS Score",
  sizes: "DS Score",
  duration: "Dur Score",
  histogram: "Hist Score",
};

function v4Reason(cell: Line["cell"], score: number): string {
  const parts = Object.entries(PARTS)
    .filter(([, heading]) => cell(heading) !== "")
    .map(([name, heading]) => `${name} ${cell(heading)}`);
  const interval = numberIn(cell("Top Intvl"));
  const every = interval === undefined ? "" : `, mostly every ${spellSeconds(interval)}`;
  return `Beacon score ${score} (${parts.join(", ")})${every}.`;
}

/** The rows by severity, then in the file's order, with values spread over the range of their severity. */
function ranked(rows: readonly RitaListing[]): RitaListing[] {
  return Object.values(RANGES).flatMap(([from, to]) => {
    const same = rows.filter(({ value }) => value === from);
    const step = (to - from) / (same.length + 1);
    return same.map((row, i) => ({ ...row, value: to - step * (i + 1) }));
  });
}

function byValue(rows: readonly RitaListing[]): RitaListing[] {
  return rows.toSorted((a, b) => b.value - a.value);
}

/** An address; RITA writes `::` where there is none. */
function addressIn(text: string): string | null {
  return text === "" || text === "::" ? null : text;
}

function numberIn(text: string): number | undefined {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}
