import type { Label } from "../evaluation/family.js";
import type { PairLabel, Simulation } from "../evaluation/simulation.js";
import type { Column } from "../render/cells.js";
import { csvText } from "../render/csv.js";
import { jsonText, ndjsonText } from "../render/json.js";
import type { OutputFormat } from "../render/output-format.js";
import { tableText } from "../render/table.js";
import { byCode } from "./named-families.js";
import { VERSION } from "./version.js";

/** The files of a simulation, as paths. */
interface Files {
  readonly log: string;
  readonly labels: string;
}

/** What came up of one family. */
interface FamilyCount {
  readonly code: string;
  readonly family: string;
  readonly label: Label;
  readonly pairs: number;
  readonly connections: number;
}

/** What a simulation holds, by family, and where it is, as text in pieces. */
export function renderSimulation(
  simulation: Simulation,
  files: Files,
  format: OutputFormat,
): Iterable<string> {
  const families = countsOf(simulation);
  if (format === "ndjson") return ndjsonText(families);
  if (format === "csv") return csvText(COLUMNS, families);
  const [connections, pairs] = [simulation.connections.length, simulation.labels.length];
  if (format === "json") {
    return jsonText({ beaconry: VERSION, ...files, connections, pairs, families });
  }
  return tableView(families, files, `${connections} connections of ${pairs} pairs`);
}

const COLUMNS: readonly Column<FamilyCount>[] = [
  { heading: "code", cell: ({ code }) => code },
  { heading: "family", cell: ({ family }) => family },
  { heading: "label", cell: ({ label }) => label },
  { heading: "pairs", cell: ({ pairs }) => pairs, align: "right" },
  { heading: "connections", cell: ({ connections }) => connections, align: "right" },
];

function* tableView(
  families: readonly FamilyCount[],
  { log, labels }: Files,
  sum: string,
): Generator<string> {
  yield* tableText(COLUMNS, families);
  yield `\n${sum} in ${log}; what each pair is, in ${labels}\n\nNext:\n`;
  yield `  beaconry score ${quoted(log)}\n`;
  yield `  beaconry evaluate ${quoted(log)} --labels ${quoted(labels)}\n`;
}

/** As a shell takes it. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

/** In the order of the codes. */
function countsOf({ connections, labels }: Simulation): FamilyCount[] {
  const counts = new Map<string, number>();
  for (const { family } of connections) counts.set(family, (counts.get(family) ?? 0) + 1);
  const pairs = new Map<string, number>();
  for (const { family } of labels) pairs.set(family, (pairs.get(family) ?? 0) + 1);
  const first = new Map(labels.toReversed().map((label) => [label.family, label]));
  return [...pairs]
    .map(([family, number]) => {
      const { code, label } = first.get(family) as PairLabel;
      return { code, family, label, pairs: number, connections: counts.get(family) ?? 0 };
    })
    .sort(byCode);
}
