import { InputError } from "../errors.js";
import { readFiles } from "../node/read-files.js";
import type { ConnectionTable } from "../table.js";
import type { Io } from "./io.js";
import { checkWritable } from "./output-files.js";
import type { OutputOptions } from "./output-options.js";
import { progressLine } from "./progress.js";
import type { ReadingOptions } from "./reading-options.js";
import { rejectFile } from "./reject-file.js";

/** Reads the inputs with progress; throws an InputError when not one record could be accepted. */
export async function readInputs(
  inputs: readonly string[],
  options: ReadingOptions & OutputOptions & { readonly rows?: string },
  io: Io,
): Promise<ConnectionTable> {
  checkWritable(options.output);
  const progress = progressLine(io, options.quiet === true);
  const rejects =
    options.rejects === undefined
      ? undefined
      : // Rows were read before, and their rejects are in it.
        rejectFile(options.rejects, options.rows !== undefined);
  const { from, timeZone, timeUnit, maxEvents, csvColumns, field } = options;
  try {
    const reading = readFiles(inputs, {
      timeZone,
      onProgress: progress.report,
      ...(from !== undefined && { from }),
      ...(timeUnit !== undefined && { timeUnit }),
      ...(maxEvents !== undefined && { maxEvents }),
      ...(csvColumns !== undefined && { csvColumns }),
      ...(field !== undefined && { fields: field }),
      ...(rejects !== undefined && { onReject: rejects.add }),
      ...(io.signal !== undefined && { signal: io.signal }),
    });
    const table = await Promise.race([reading, aborted(io.signal)]);
    if (table.input.accepted === 0) throw nothingAccepted(inputs, table);
    return table;
  } finally {
    progress.clear();
    rejects?.close();
    io.onRead?.();
  }
}

/** Rejects when the user interrupts: an input that sends nothing would never look at the signal. */
function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function nothingAccepted(
  inputs: readonly string[],
  { input, warnings }: ConnectionTable,
): InputError {
  const { records, rejected, ignored } = input;
  const books = `${records} records, ${rejected} rejected, ${ignored} ignored`;
  const [first] = warnings;
  const reason = first === undefined ? "" : `; ${first.message}`;
  const others = inputs.length > 1 ? ` and ${inputs.length - 1} more` : "";
  return new InputError(
    `${inputs[0]}${others}`,
    `not one connection among them (${books}${reason})`,
  );
}
