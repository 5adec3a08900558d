import type { ResultExport } from "./result-row.js";

/**
 * The IANA zone that all exports say their times are of, as those of our own `reference` do; undefined where one does not, or another is
 * named.
 *
 * @example zoneBehind([{ timeZone: "Europe/Berlin" }, {}]); // => undefined
 */
export function zoneBehind(exports: readonly Pick<ResultExport, "timeZone">[]): string | undefined {
  const [zone, ...others] = new Set(exports.map(({ timeZone }) => timeZone));
  return others.length === 0 ? zone : undefined;
}
