import fc from "fast-check";

/** Fast-check with a fixed seed: a test that passes today passes tomorrow. */
export const RUNS: { readonly seed: number; readonly numRuns: number } = {
  seed: 20261124,
  numRuns: 300,
};

/** Numbers as they come in logs: whole ones with many ties, fractions, both signs, no −0; at least `minLength` of them. */
export function numbers(minLength = 0, maxLength = 60): fc.Arbitrary<number[]> {
  const tied = fc.integer({ min: -5, max: 5 });
  const whole = fc.integer({ min: -1_000_000, max: 1_000_000 });
  const fractional = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => x + 0);
  return fc.oneof(
    fc.array(tied, { minLength, maxLength }),
    fc.array(whole, { minLength, maxLength }),
    fc.array(fractional, { minLength, maxLength }),
  );
}

/** The values in ascending order, by a comparator: not by any sort of ours. */
export function ascending(values: Iterable<number>): Float64Array {
  return Float64Array.from([...values].sort((a, b) => a - b));
}

/** Where two arrays first differ, −1 when nowhere; for arrays too long for toEqual to compare in good time. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) if (!Object.is(a[i], b[i])) return i;
  return -1;
}
