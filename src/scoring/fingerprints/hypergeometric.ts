/** Of `all` things `marked` are marked, and `drawn` are drawn without looking. */
export interface Draw {
  readonly all: number;
  readonly marked: number;
  readonly drawn: number;
}

/**
 * The probability that at least `found` of the things drawn are marked: the upper tail of the hypergeometric distribution, which is
 * Fisher's exact test, one-sided. Takes time in the number of terms, at most the smaller of `marked` and `drawn`.
 *
 * @see Fisher, Statistical Methods for Research Workers, 5th ed., 1934, §21.02
 * @example atLeast({ all: 4, marked: 2, drawn: 2 }, 0); // => 1
 */
export function atLeast({ all, marked, drawn }: Draw, found: number): number {
  const lowest = Math.max(0, drawn + marked - all);
  const highest = Math.min(marked, drawn);
  if (found <= lowest) return 1;
  if (found > highest) return 0;
  const mean = (drawn * marked) / all;
  // Each term over the one before; the side with the smaller sum is added up, so that neither loses digits.
  const up = (k: number) =>
    ((marked - k) * (drawn - k)) / ((k + 1) * (all - marked - drawn + k + 1));
  const upper = found > mean;
  let [k, term, sum] = upper ? [found, 1, 1] : [found - 1, 1, 1];
  const first = Math.exp(logProbability({ all, marked, drawn }, k));
  while (upper ? k < highest : k > lowest) {
    term = upper ? term * up(k) : term / up(k - 1);
    k += upper ? 1 : -1;
    if (term < sum * 2 ** -60) break;
    sum += term;
  }
  return Math.min(1, upper ? first * sum : 1 - first * sum);
}

function logProbability({ all, marked, drawn }: Draw, k: number): number {
  return logChoose(marked, k) + logChoose(all - marked, drawn - k) - logChoose(all, drawn);
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** Stirling's series; below 32, where it is less exact, the product. */
function logFactorial(n: number): number {
  if (n < 32) {
    let product = 1;
    for (let i = 2; i <= n; i++) product *= i;
    return Math.log(product);
  }
  const series = 1 / (12 * n) - 1 / (360 * n ** 3) + 1 / (1260 * n ** 5);
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + series;
}
