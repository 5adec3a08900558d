import { closeSync, openSync, writeFileSync } from "node:fs";
import { InputError } from "../errors.js";
import type { Reject } from "../intake.js";
import { ndjsonText } from "../render/json.js";
import { reasonOf } from "./named-file.js";

const FLUSH_CHARACTERS = 1 << 16;

/** Writes rejected records to a file as NDJSON while they come. */
export interface RejectFile {
  readonly add: (reject: Reject) => void;
  /** Writes what is left; without it the last records are lost. */
  readonly close: () => void;
}

/** Opens the file; with `append` it goes on after what a reading before has written. */
export function rejectFile(path: string, append = false): RejectFile {
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw new InputError(path, `cannot be written (${reasonOf(error)})`);
    }
  };
  const file = attempt(() => openSync(path, append ? "a" : "w"));
  let held = "";
  const flush = () => {
    const text = held;
    held = "";
    attempt(() => writeFileSync(file, text));
  };
  return {
    add({ file: from, line, reason, text }) {
      held += [...ndjsonText([{ file: from, line, reason, text }])].join("");
      if (held.length > FLUSH_CHARACTERS) flush();
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}
