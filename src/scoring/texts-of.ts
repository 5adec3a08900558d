import type { ConnectionTable } from "../table.js";

/** The hosts or fingerprints of a pair's connections, the most frequent first, equally frequent ones in the order of the alphabet. */
export function textsOf(
  { texts, optional, offsets }: ConnectionTable,
  column: "host" | "fingerprint" | "serverFingerprint",
  pair: number,
): string[] {
  const ids = optional[column]?.subarray(offsets[pair], offsets[pair + 1]);
  const counts = new Map<number, number>();
  for (const id of ids ?? []) if (id > 0) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts]
    .map(([id, count]) => ({ text: texts[id - 1] as string, count }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
    .map(({ text }) => text);
}
