import { writeFile } from "node:fs/promises";
import { BeaconryError, InputError } from "../errors.js";
import type { Warning } from "../intake.js";
import type { OutputFormat } from "../render/output-format.js";
import type { ConnectionTable } from "../table.js";
import { printable } from "../text/printable.js";
import { EXIT, type Io } from "./io.js";
import { reasonOf } from "./named-file.js";
import type { OutputOptions } from "./output-options.js";

const BLOCK_CHARACTERS = 1 << 16;

/** The format asked for; by default a table on a terminal and JSON elsewhere. */
export function outputFormat({ format, output = "-" }: OutputOptions, io: Io): OutputFormat {
  return format ?? (io.stdout.isTTY === true && output === "-" ? "table" : "json");
}

/** Writes the result to the file asked for, or to standard output. */
export async function writeResult(
  pieces: Iterable<string>,
  { output = "-" }: OutputOptions,
  io: Io,
): Promise<void> {
  if (output === "-") {
    for (const block of blocks(pieces)) io.stdout.write(block);
    return;
  }
  await writePieces(blocks(pieces), output);
}

/** Writes text that comes in pieces to a file; what the pieces themselves fail of comes out as it is. */
export async function writePieces(
  pieces: Iterable<string> | AsyncIterable<string>,
  path: string,
): Promise<void> {
  try {
    await writeFile(path, pieces);
  } catch (error) {
    if (error instanceof BeaconryError || (error as Error).name === "AbortError") throw error;
    throw new InputError(path, `cannot be written (${reasonOf(error)})`);
  }
}

/** Tells the warnings on stderr. */
export function tellWarnings(warnings: readonly Warning[], { quiet }: OutputOptions, io: Io): void {
  if (quiet === true) return;
  for (const { message } of warnings) io.stderr.write(`beaconry: warning: ${printable(message)}\n`);
}

/** The exit status that the reading alone calls for. */
export function readingStatus(
  { input, warnings }: Pick<ConnectionTable, "input" | "warnings">,
  strict = false,
): number {
  if (warnings.some(({ code }) => code === "unreadable")) return EXIT.failed;
  return strict && input.rejected > 0 ? EXIT.rejected : EXIT.done;
}

/** Fewer and larger pieces: each is a call to the system. */
function* blocks(pieces: Iterable<string>): Generator<string> {
  let held = "";
  for (const piece of pieces) {
    held += piece;
    if (held.length < BLOCK_CHARACTERS) continue;
    yield held;
    held = "";
  }
  if (held !== "") yield held;
}
