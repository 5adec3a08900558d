import type { Progress } from "../intake.js";
import { printable } from "../text/printable.js";
import { significant } from "../text/units.js";
import type { Io } from "./io.js";

const EVERY_MS = 100;
const ERASE = "\r\u001b[K";

/** A line on stderr, on a terminal only, that tells how far the reading is. */
export interface ProgressLine {
  report(progress: Progress): void;
  clear(): void;
}

/** Shows file, share of bytes, records and records a second, ten times a second at most. */
export function progressLine(io: Io, quiet: boolean): ProgressLine {
  if (quiet || io.stderr.isTTY !== true) return { report() {}, clear() {} };
  const start = performance.now();
  let shown = Number.NEGATIVE_INFINITY;
  return {
    report({ file, bytes, totalBytes, records }) {
      const now = performance.now();
      if (now - shown < EVERY_MS) return;
      shown = now;
      const share = totalBytes > 0 ? `${Math.floor((100 * bytes) / totalBytes)} %` : `${bytes} B`;
      const rate = spellCount(records / Math.max(0.001, (now - start) / 1000));
      const name = printable(file).slice(-40);
      io.stderr.write(`${ERASE}${share}  ${spellCount(records)} records  ${rate}/s  ${name}`);
    },
    clear() {
      if (shown > 0) io.stderr.write(ERASE);
    },
  };
}

/** 1234567 as `1.23 M`. */
export function spellCount(count: number): string {
  if (count >= 1e6) return `${significant(count / 1e6)} M`;
  return count >= 1e3 ? `${significant(count / 1e3)} k` : String(Math.round(count));
}
