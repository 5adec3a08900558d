/** How many bars have about the same height, by the least height of each class. */
export type FrequencyClasses = Readonly<Record<string, number>>;

/**
 * The filled bars in classes of height, each a share `sensitivity` of the highest bar wide, rounded up to a whole number. With a
 * share of 0 all are in class 0.
 *
 * @example frequencyClasses([40, 41, 39, 0, 7], 0.05); // => { 6: 1, 39: 3 }
 */
export function frequencyClasses(bars: readonly number[], sensitivity: number): FrequencyClasses {
  const width = Math.ceil(Math.max(...bars) * sensitivity);
  const classes: Record<string, number> = {};
  for (const bar of bars) {
    if (bar === 0) continue;
    const least = width === 0 ? 0 : Math.floor(bar / width) * width;
    classes[least] = (classes[least] ?? 0) + 1;
  }
  return classes;
}

/** The bars in the two largest classes. */
export function largestTwo(classes: FrequencyClasses): number {
  let largest = 0;
  let second = 0;
  for (const key in classes) {
    const count = classes[key] as number;
    if (count > largest) {
      second = largest;
      largest = count;
    } else {
      second = Math.max(second, count);
    }
  }
  return largest + second;
}
