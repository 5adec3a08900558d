const BARS = "▁▂▃▄▅▆▇█";

/**
 * Counts as a row of bars, the largest full height; a blank for 0.
 *
 * @example sparkline([0, 1, 8, 4]); // => " ▁█▄"
 */
export function sparkline(counts: readonly number[]): string {
  const largest = Math.max(1, ...counts);
  const bar = (count: number) => BARS[Math.ceil((count / largest) * BARS.length) - 1] ?? " ";
  return counts.map(bar).join("");
}
