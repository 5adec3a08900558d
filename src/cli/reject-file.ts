import { closeSync, openSync, writeSync } from "node:fs";
import { InputError } from "../errors.js";
import type { Reject } from "../intake.js";

const FLUSH_CHARACTERS = 1 << 16;

/** Writes rejected records to a file as NDJSON while they come. */
export interface RejectFile {
  add(reject: Reject): void;
  close(): void;
}

/** Opens the file, or nothing when there is no path. */
export function rejectFile(path: string | undefined): RejectFile | undefined {
  if (path === undefined) return undefined;
  const file = opened(path);
  let held = "";
  const flush = () => {
    writeSync(file, held);
    held = "";
  };
  return {
    add({ file: from, line, reason, text }) {
      held += `${JSON.stringify({ file: from, line, reason, text })}\n`;
      if (held.length > FLUSH_CHARACTERS) flush();
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}

function opened(path: string): number {
  try {
    return openSync(path, "w");
  } catch (error) {
    throw new InputError(path, `cannot be written (${(error as Error).message})`);
  }
}
