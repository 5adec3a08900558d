import { writeFile } from "node:fs/promises";
import { InputError } from "../errors.js";
import type { Warning } from "../intake.js";
import type { OutputFormat } from "../render/findings.js";
import type { ConnectionTable } from "../table.js";
import { printable } from "../text/printable.js";
import { EXIT, type Io } from "./io.js";
import type { OutputOptions, SharedOptions } from "./options.js";

/** The format asked for; by default a table on a terminal and JSON elsewhere. */
export function outputFormat({ format, output }: OutputOptions, io: Io): OutputFormat {
  return format ?? (io.stdout.isTTY === true && output === undefined ? "table" : "json");
}

/** Writes the result to the file asked for, or to standard output. */
export async function writeResult(text: string, { output }: OutputOptions, io: Io): Promise<void> {
  if (output === undefined) {
    io.stdout.write(text);
    return;
  }
  try {
    await writeFile(output, text);
  } catch (error) {
    throw new InputError(output, `cannot be written (${(error as Error).message})`);
  }
}

/** Tells the warnings on stderr. */
export function tellWarnings(warnings: readonly Warning[], { quiet }: OutputOptions, io: Io): void {
  if (quiet === true) return;
  for (const { message } of warnings) io.stderr.write(`beaconry: warning: ${printable(message)}\n`);
}

/** The exit status that the reading alone calls for. */
export function readingStatus(table: ConnectionTable, { strict }: SharedOptions): number {
  if (table.warnings.some(({ code }) => code === "unreadable")) return EXIT.failed;
  return strict === true && table.input.rejected > 0 ? EXIT.rejected : EXIT.done;
}
