import type { SearchProgress } from "../qradar/ariel/index.js";
import type { Io } from "./io.js";
import { spellCount } from "./progress.js";

const ERASE = "\r\u001b[K";

/** A line on stderr, on a terminal only, that tells how far a console's search is. */
export function qradarProgress(
  io: Io,
  quiet: boolean,
): { report(progress: SearchProgress): void; clear(): void } {
  if (quiet || io.stderr.isTTY !== true) return { report() {}, clear() {} };
  let isShown = false;
  return {
    report({ status, progress, processed, records, fetched, isStalled }) {
      const search = `${Math.floor(progress)} %  ${spellCount(processed)} records`;
      const text = fetched > 0 ? `${spellCount(fetched)} rows of ${spellCount(records)}` : search;
      const stalled = isStalled ? "  no answer now, asking again" : "";
      io.stderr.write(`${ERASE}${status}  ${text}${stalled}`);
      isShown = true;
    },
    clear() {
      if (isShown) io.stderr.write(ERASE);
      isShown = false;
    },
  };
}
