import { dayKey, dayOf } from "./day.js";
import { hourOf } from "./hour.js";
import { importOf, type RitaImportPlan } from "./import-plan.js";
import { kindOf, type RitaLogKind } from "./kind.js";
import type { LeftFile } from "./left-file.js";
import { nameOf } from "./path.js";
import { type RitaLogFile, withoutTwins } from "./twins.js";

export type { RitaImportPlan, RitaLogFile, RitaLogKind };

/** Which files are read together, in RITA's order. */
export interface RitaPlan {
  readonly imports: readonly RitaImportPlan[];
  /** Logs of the kinds that RITA reads which no import reads, and why, in order of their paths. */
  readonly left: readonly LeftFile[];
  /** Files of other kinds, in order. */
  readonly other: readonly string[];
}

interface Log extends RitaLogFile {
  readonly kind: RitaLogKind;
}

/** The logs that the imports are made of, before they are told apart by hour. */
interface Logs {
  readonly logs: readonly Log[];
  readonly left: readonly LeftFile[];
  readonly other: readonly string[];
}

/**
 * RITA v5's imports: one for each hour of each day, ascending. The day is told by the folder, the hour by the name. Joins never
 * cross an import, so http and ssl logs of an hour without conn logs (open ones: without open_conn) are left out.
 *
 * @example
 * const paths = ["logs/2024-01-02/conn.05:00:00-06:00:00.log.gz", "logs/2024-01-02/ssl.log"];
 * const { imports, left } = planImports(paths.map((path) => ({ path, modified: 0, size: 0 })));
 * imports.map(({ day, hour, files }) => [day, hour, files.conn]); // => [["2024-01-02", 5, [paths[0]]]]
 * left; // => [{ path: paths[1], reason: "no conn log of the same import" }]
 */
export function planImports(files: readonly RitaLogFile[]): RitaPlan {
  const { logs, left, other } = logsOf(files);
  const hours = new Map<string, { day: string; hour: number; logs: Log[] }>();
  const untimed: LeftFile[] = [];
  for (const log of logs) {
    const day = dayOf(log.path);
    const hour = hourOf(nameOf(log.path));
    if (typeof hour === "string") {
      untimed.push({ path: log.path, reason: hour });
      continue;
    }
    const key = `${dayKey(day)} ${String(hour).padStart(2, "0")}`;
    const known = hours.get(key);
    if (known === undefined) hours.set(key, { day, hour, logs: [log] });
    else known.logs.push(log);
  }
  const ascending = [...hours].sort(([a], [b]) => compare(a, b));
  const imports = ascending.map(([, { day, hour, logs: ofHour }]) =>
    importOf({ day, hour }, ofHour),
  );
  return planOf(imports, [...left, ...untimed], other);
}

/** All files as one import, hour 0 of the day "other", whatever their names say: what RITA v4 scores together. */
export function planWhole(files: readonly RitaLogFile[]): RitaPlan {
  const { logs, left, other } = logsOf(files);
  return planOf([importOf({ day: "other", hour: 0 }, logs)], left, other);
}

function logsOf(files: readonly RitaLogFile[]): Logs {
  const logs: Log[] = [];
  const left: LeftFile[] = [];
  const other: string[] = [];
  // A path that is given twice is one file.
  const distinct = [...new Map(files.map((file) => [file.path, file])).values()];
  for (const file of distinct.sort(byPath)) {
    const name = nameOf(file.path);
    const kind = kindOf(name);
    if (kind === undefined) other.push(file.path);
    else if (/\.(log|gz)$/.test(name)) logs.push({ ...file, kind });
    else left.push({ path: file.path, reason: "its name ends in neither .log nor .gz" });
  }
  const single = withoutTwins(logs);
  return { logs: single.kept.toSorted(byPath), left: [...left, ...single.left], other };
}

function planOf(
  imports: readonly ReturnType<typeof importOf>[],
  left: readonly LeftFile[],
  other: readonly string[],
): RitaPlan {
  return {
    imports: imports.flatMap(({ plan }) => plan ?? []),
    left: [...left, ...imports.flatMap((one) => one.left)].sort(byPath),
    other,
  };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return compare(a.path, b.path);
}

/** The order of code units, the same on every machine. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
