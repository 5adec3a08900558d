import type { InputSummary } from "../../intake.js";

/** The books of several readings as those of one. */
export function sumOf(inputs: Iterable<InputSummary>): InputSummary {
  let [files, records, accepted, rejected, ignored] = [0, 0, 0, 0, 0];
  for (const input of inputs) {
    files += input.files;
    records += input.records;
    accepted += input.accepted;
    rejected += input.rejected;
    ignored += input.ignored;
  }
  return { files, records, accepted, rejected, ignored };
}
