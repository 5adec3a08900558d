import type { RitaRow } from "../rita/index.js";
import type { Cell } from "./cells.js";
import { csvCell } from "./csv.js";
import { ritaAge } from "./rita-age.js";
import { goNumber, goSixDigits } from "./rita-number.js";

/** RITA v4 has a table of its own for each kind of beacon. */
export const RITA_V4_TABLES = ["ip", "sni", "proxy"] as const;

/** One of RITA_V4_TABLES. */
export type RitaV4Table = (typeof RITA_V4_TABLES)[number];

/** The columns of RITA v5's CSV, in its order. */
export const RITA_V5_COLUMNS: readonly string[] = [
  ...["Severity", "Source IP", "Destination IP", "FQDN", "Beacon Score", "Strobe"],
  ...["Total Duration", "Long Connection Score", "Subdomains", "C2 Over DNS Score"],
  ...["Threat Intel", "Prevalence", "First Seen", "Missing Host Header", "Connection Count"],
  ...["Total Bytes", "Port:Proto:Service", "Modifiers"],
];

/** What v4's table of a kind calls its third and fourth column, and what those after them are. */
const SCORED = ["TS Score", "DS Score", "Dur Score", "Hist Score", "Top Intvl"] as const;
const COUNTED = ["Connections", "Avg. Bytes", "Total Bytes", ...SCORED] as const;

/** The columns of RITA v4's CSV of each kind of beacon, in its order. */
export const RITA_V4_COLUMNS: Readonly<Record<RitaV4Table, readonly string[]>> = {
  ip: ["Score", "Source IP", "Destination IP", ...COUNTED],
  sni: ["Score", "Source IP", "SNI", ...COUNTED],
  proxy: [
    ...["Score", "Source IP", "FQDN", "Proxy IP", "Connections", "TS Score"],
    ...["Dur Score", "Hist Score", "Top Intvl"],
  ],
};

/** How v5 writes an address that there is none of. */
const NO_ADDRESS = "::";

/** The modifiers that v5's CSV names; the others have columns of their own, or are not in it. */
const NAMED: ReadonlySet<string> = new Set(["rare_signature", "mime_type_mismatch"]);

/**
 * Rows of v5 as its own CSV has them, so that the files can be compared: line feeds, numbers as Go writes them, quotes around the
 * last two columns always. Ages are counted back from `present` (epoch seconds). RITA escapes nothing; here a value that would
 * leave its cell, or that a spreadsheet would take for a formula, is written as `csvText` does it, and no other is.
 */
export function* ritaV5Csv(rows: Iterable<RitaRow>, present: number): Generator<string> {
  yield `${RITA_V5_COLUMNS.join(",")}\n`;
  for (const row of rows) {
    const modifiers = row.modifiers.filter(({ name }) => NAMED.has(name));
    const cells: readonly Cell[] = [
      ...[row.severity, row.source ?? NO_ADDRESS, row.destination ?? NO_ADDRESS, row.fqdn],
      ...[goNumber(row.score), row.strobe, goNumber(row.totalDuration)],
      ...[goNumber(row.longConnectionScore), row.subdomains, goNumber(row.c2OverDnsScore)],
      // No feeds of known bad addresses are read.
      ...[false, goNumber(row.prevalence), ritaAge(present - row.firstSeen)],
      ...[row.missingHostCount > 0, row.count, row.totalBytes],
    ];
    const lists = [
      row.services.join(","),
      modifiers.map(({ name, value }) => `${name}:${value}`).join(","),
    ];
    yield `${[...cells.map(csvCell), ...lists.map(quoted)].join(",")}\n`;
  }
}

/** Rows of v4 as its CSV of one kind of beacon has them; strobes, which it lists elsewhere, are not in it. */
export function* ritaV4Csv(rows: Iterable<RitaRow>, table: RitaV4Table): Generator<string> {
  yield `${RITA_V4_COLUMNS[table].join(",")}\n`;
  for (const row of rows) {
    if (row.type !== table || row.strobe) continue;
    const cells = table === "proxy" ? proxyCells(row) : cellsOf(row);
    yield `${cells.map(csvCell).join(",")}\n`;
  }
}

function cellsOf(row: RitaRow): Cell[] {
  return [
    ...[goSixDigits(row.score), row.source, row.destination ?? row.fqdn, row.count],
    ...[goSixDigits(row.totalBytes / row.count), row.totalBytes],
    ...[goSixDigits(row.timestampScore), goSixDigits(row.dataSizeScore)],
    ...[goSixDigits(row.durationScore), goSixDigits(row.histogramScore), row.topInterval],
  ];
}

function proxyCells(row: RitaRow): Cell[] {
  return [
    ...[goSixDigits(row.score), row.source, row.fqdn, row.proxyIps[0] ?? null, row.count],
    ...[goSixDigits(row.timestampScore), goSixDigits(row.durationScore)],
    ...[goSixDigits(row.histogramScore), row.topInterval],
  ];
}

function quoted(text: string): string {
  const cell = csvCell(text);
  return cell.startsWith('"') ? cell : `"${cell}"`;
}
