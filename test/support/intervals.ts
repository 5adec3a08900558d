/** `count` values of a distribution, spread as evenly as its quantile function allows: what a very long log would show. */
export function spread(quantile: (share: number) => number, count = 2001): number[] {
  return Array.from({ length: count }, (_, i) => quantile((i + 0.5) / count));
}

/** A sleep of `seconds` that jitter shortens by up to a share of it, as Cobalt Strike does. */
export const oneSided =
  (seconds: number, jitter: number) =>
  (share: number): number =>
    seconds * (1 - jitter * share);

/** A sleep of `seconds` give or take up to a share of it, as Empire does. */
export const twoSided =
  (seconds: number, jitter: number) =>
  (share: number): number =>
    seconds * (1 + jitter * (2 * share - 1));

/** Waiting times of chance arrivals. */
export const exponential =
  (mean: number) =>
  (share: number): number =>
    -mean * Math.log(1 - share);
