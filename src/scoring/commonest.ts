import type { ConnectionTable } from "../table.js";

/**
 * The host or fingerprint that most connections of pair `pair` have, the first in the alphabet among equals; null when
 * none has one.
 */
export function commonestText(
  { texts, optional, offsets }: ConnectionTable,
  column: "host" | "fingerprint",
  pair: number,
): string | null {
  const ids = optional[column]?.subarray(offsets[pair], offsets[pair + 1]);
  const counts = new Map<number, number>();
  for (const id of ids ?? []) if (id > 0) counts.set(id, (counts.get(id) ?? 0) + 1);
  const ranked = [...counts]
    .map(([id, count]) => ({ text: texts[id - 1] as string, count }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
  return ranked[0]?.text ?? null;
}
