import type { PairLabel } from "./simulation.js";

/**
 * Labels as a JSON list, one a line and in pieces of a line, as `parseLabels` reads them; with the name of the log that the pairs
 * are in, when one is given.
 *
 * @example [...labelLines([])].join(""); // => "[]\n"
 */
export function* labelLines(labels: readonly PairLabel[], file?: string): Generator<string> {
  let before = "[\n";
  for (const label of labels) {
    yield `${before}${JSON.stringify({ file, ...label })}`;
    before = ",\n";
  }
  yield labels.length === 0 ? "[]\n" : "\n]\n";
}
