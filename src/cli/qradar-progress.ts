import type { SearchProgress } from "../qradar/ariel/index.js";
import type { Io } from "./io.js";
import { spellCount } from "./progress.js";

const ERASE = "\r\u001b[K";

/** What a user who waits for a console sees. */
export interface QradarProgress {
  /** Writes a line that stays. */
  announce(text: string): void;
  /** `which` names the search where it is one of several. */
  report(progress: SearchProgress, which?: string): void;
  clear(): void;
}

/** Tells on stderr, on a terminal only, what a console is asked, and how far its search is. */
export function qradarProgress(io: Io, quiet: boolean): QradarProgress {
  if (quiet || io.stderr.isTTY !== true) return { announce() {}, report() {}, clear() {} };
  let isShown = false;
  return {
    announce(text) {
      io.stderr.write(`beaconry: ${text}\n`);
    },
    report({ status, progress, processed, records, fetched, isStalled }, which = "") {
      const search = `${Math.floor(progress)} %  ${spellCount(processed)} records`;
      const text = fetched > 0 ? `${spellCount(fetched)} rows of ${spellCount(records)}` : search;
      const stalled = isStalled ? "  no answer now, asking again" : "";
      io.stderr.write(`${ERASE}${which}${status}  ${text}${stalled}`);
      isShown = true;
    },
    clear() {
      if (isShown) io.stderr.write(ERASE);
      isShown = false;
    },
  };
}
