import { isCollapsed } from "./collapsed-row.js";
import { nearestSetting } from "./round-settings.js";
import type { PlacedRow } from "./rows-by-pair.js";

/** Means within this share of each other are taken as the same interval. */
export const ALIKE_SHARE = 0.03;

/** Who else talks to a destination, by the rows. */
export interface RowPopulation {
  /** Rows with a mean that could lie near a setting, one a pair. */
  readonly rows: number;
  /** Distinct sources among the rows. */
  readonly sources: number;
  /** Distinct sources of rows to the destination. */
  sourcesOf(destination: string): number;
  /** How many of those have a row whose mean is the same within 3 %. */
  alike(destination: string, mean: number): number;
}

/** One mean a source and destination: that of the latest row with most requests. */
export function rowPopulation(pairs: Iterable<readonly PlacedRow[]>): RowPopulation {
  const sources = new Set<string>();
  let count = 0;
  const best = new Map<string, Map<string, PlacedRow>>();
  for (const rows of pairs) {
    const placed = rows.at(-1) as PlacedRow;
    const { row, facts } = placed;
    if (isCollapsed(row)) continue;
    if (facts.mean !== null && nearestSetting(facts.mean) !== undefined) count++;
    sources.add(row.source);
    const bySource = best.get(row.destination) ?? new Map<string, PlacedRow>();
    best.set(row.destination, bySource);
    const known = bySource.get(row.source);
    if (known === undefined || busier(placed, known)) bySource.set(row.source, placed);
  }
  const means = new Map<string, Float64Array>();
  for (const [destination, bySource] of best) {
    const found = Array.from(bySource.values(), ({ facts }) => facts.mean ?? 0);
    means.set(destination, Float64Array.from(found).sort());
  }
  return {
    rows: count,
    sources: sources.size,
    sourcesOf: (destination) => best.get(destination)?.size ?? 0,
    alike(destination, mean) {
      const sorted = means.get(destination) ?? new Float64Array();
      return below(sorted, mean * (1 + ALIKE_SHARE)) - below(sorted, mean / (1 + ALIKE_SHARE));
    },
  };
}

/** Which of two rows of one source stands for it, whatever their order. */
function busier(a: PlacedRow, b: PlacedRow): boolean {
  if (a.row.count !== b.row.count) return a.row.count > b.row.count;
  return (a.facts.mean ?? 0) < (b.facts.mean ?? 0);
}

function below(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
