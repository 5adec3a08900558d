import type { ConnectionTable } from "../../table.js";
import { type Detected, type Detector, SILENT } from "../detectors/index.js";
import { type Prefix, prefixCounts } from "../metrics/index.js";
import { prefixTable } from "./prefix-table.js";
import type { Member, World } from "./world.js";

/** What a detector said of a pair; its words are not kept. */
export type Answer = Omit<Detected, "reason">;

/** A detector's answer on a member of a world, and on the pair while it grew where that was asked for. */
export interface Observation {
  readonly seed: string;
  readonly member: Member;
  readonly answer: Answer;
  readonly prefixes: readonly Prefix[] | undefined;
}

/** A pair's first 4, 5, 6, 8 … connections as tables of their own. */
export interface Growth {
  readonly count: number;
  readonly parts: readonly { readonly count: number; readonly table: ConnectionTable }[];
}

/** How the first pair of each implant variant grew, by its number in the world's table. */
export function growthsIn({ table, members }: World): Map<number, Growth> {
  const growths = new Map<number, Growth>();
  const seen = new Set<string>();
  for (const { pair, label, variant } of members) {
    if (label !== "c2" || seen.has(variant.id)) continue;
    seen.add(variant.id);
    const count = (table.offsets[pair + 1] as number) - (table.offsets[pair] as number);
    const parts = prefixCounts(count)
      .filter((first) => first < count)
      .map((first) => ({ count: first, table: prefixTable(table, pair, first) }));
    growths.set(pair, { count, parts });
  }
  return growths;
}

const NOTHING = { value: SILENT, falseAlarm: null, periodSeconds: null, jitter: null };

/**
 * The detector's answers on all members of a world, and on those that grew while they did. Silence is an answer that ranks
 * last and reports nothing.
 */
export function observe(
  detector: Detector,
  { table, members }: World,
  seed: string,
  growths: ReadonlyMap<number, Growth> = new Map(),
): Observation[] {
  const detected = detector.judge(table);
  return members.map((member) => {
    const said = detected[member.pair];
    const { value, falseAlarm, periodSeconds, jitter } = said ?? NOTHING;
    const flagged = detector.reports ? said?.flagged === true : null;
    const answer = { value, flagged, falseAlarm, periodSeconds, jitter };
    const growth = growths.get(member.pair);
    const prefixes = growth && [
      ...growth.parts.map(({ count, table }) => ({
        count,
        value: detector.judge(table)[0]?.value ?? SILENT,
      })),
      { count: growth.count, value },
    ];
    return { seed, member, answer, prefixes };
  });
}
