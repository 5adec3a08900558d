import { InputError } from "../errors.js";
import { readFiles } from "../node/read-files.js";
import type { ConnectionTable } from "../table.js";
import type { Io } from "./io.js";
import type { OutputOptions, Problems, SharedOptions } from "./options.js";
import { progressLine } from "./progress.js";
import { rejectFile } from "./reject-file.js";

/** The checked options of reading. */
export interface ReadingOptions {
  readonly internal: readonly string[];
  readonly timeZone: string;
  readonly hours: number | undefined;
  readonly end: number | "data";
  readonly maxEvents: number | undefined;
  readonly csvColumns: ReturnType<Problems["fields"]>;
  readonly fields: ReturnType<Problems["fields"]>;
}

/** Checks the options of reading; what is wrong goes to `problems`. */
export function readingOptions(options: SharedOptions, problems: Problems): ReadingOptions {
  problems.number("--threads", options.threads, { min: 1 });
  return {
    internal: problems.cidrs("--internal", options.internal),
    timeZone: problems.timeZone(options.timeZone),
    hours: problems.number("--hours", options.hours, { min: 0, whole: false }),
    end: problems.end(options.end),
    maxEvents: problems.number("--max-events", options.maxEvents, { min: 1 }),
    csvColumns: problems.fields("--csv-columns", options.csvColumns?.split(",") ?? []),
    fields: problems.fields("--field", options.field ?? []),
  };
}

/** Reads the inputs with progress; throws an InputError when not one record could be accepted. */
export async function readInputs(
  inputs: readonly string[],
  options: SharedOptions & OutputOptions,
  reading: ReadingOptions,
  io: Io,
): Promise<ConnectionTable> {
  const progress = progressLine(io, options.quiet === true);
  const rejects = rejectFile(options.rejects);
  const { timeZone, maxEvents, csvColumns, fields } = reading;
  try {
    const table = await readFiles(inputs, {
      timeZone,
      onProgress: progress.report,
      ...(options.from !== undefined && { from: options.from }),
      ...(options.timeUnit !== undefined && { timeUnit: options.timeUnit }),
      ...(maxEvents !== undefined && { maxEvents }),
      ...(csvColumns !== undefined && { csvColumns }),
      ...(fields !== undefined && { fields }),
      ...(rejects !== undefined && { onReject: rejects.add }),
      ...(io.signal !== undefined && { signal: io.signal }),
    });
    if (table.input.accepted === 0) throw nothingAccepted(inputs, table);
    return table;
  } finally {
    progress.clear();
    rejects?.close();
  }
}

function nothingAccepted(
  inputs: readonly string[],
  { input, warnings }: ConnectionTable,
): InputError {
  const { records, rejected, ignored } = input;
  const books = `${records} records, ${rejected} rejected, ${ignored} ignored`;
  const [first] = warnings;
  const reason = first === undefined ? "" : `; ${first.message}`;
  return new InputError(inputs.join(" "), `not one connection in it (${books}${reason})`);
}
