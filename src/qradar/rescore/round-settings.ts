/** Sleeps that people set, seconds, ascending: to a day. */
export const ROUND_SETTINGS: readonly number[] = [
  1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 150, 180, 240, 300, 360, 450, 480, 600, 720, 900,
  1200, 1500, 1800, 2400, 2700, 3600, 5400, 7200, 10_800, 14_400, 21_600, 28_800, 43_200, 86_400,
];

/**
 * The round setting whose ratio to a mean is nearest to 1; undefined below half a second and above two days.
 *
 * @example nearestSetting(61.5); // => 60
 */
export function nearestSetting(mean: number): number | undefined {
  if (!(mean >= 0.5 && mean <= 172_800)) return undefined;
  const [low, high] = settingsAround(mean);
  return mean * mean <= low * high ? low : high;
}

/**
 * The chance that a mean without any timer lies as near to a round setting as `distance`, a difference of natural logarithms: the part
 * of the way, on that scale, between the settings on either side of it that is so near to one of them.
 *
 * @example chanceOfNear(60, 1); // => 1
 * @example chanceOfNear(75, Math.log(90 / 60) / 4); // => 0.5
 */
export function chanceOfNear(mean: number, distance: number): number {
  const [low, high] = settingsAround(mean);
  return Math.min(1, (2 * distance) / Math.log(high / low));
}

/** The settings on either side of a mean; beyond the first or the last the nearest two. */
function settingsAround(mean: number): readonly [low: number, high: number] {
  const above = ROUND_SETTINGS.findIndex((setting) => setting > mean);
  const high = above < 0 ? ROUND_SETTINGS.length - 1 : Math.max(1, above);
  return [ROUND_SETTINGS[high - 1] as number, ROUND_SETTINGS[high] as number];
}
