import type { LeftFile, Sorted } from "./left-file.js";

/** What a look at a folder tells of a file. */
export interface RitaLogFile {
  readonly path: string;
  /** When it was last changed, in epoch milliseconds. */
  readonly modified: number;
  /** Bytes as it lies on disk. */
  readonly size: number;
}

/**
 * Leaves one of a log and its gzip (`conn.log` and `conn.log.gz` in one folder): the one that was changed last; of two changed
 * at once, the first.
 */
export function withoutTwins<File extends RitaLogFile>(files: readonly File[]): Sorted<File> {
  const newest = new Map<string, File>();
  const left: LeftFile[] = [];
  for (const file of files) {
    const key = file.path.replace(/\.gz$/, "");
    const other = newest.get(key);
    const wins = other === undefined || file.modified > other.modified;
    if (wins) newest.set(key, file);
    if (other === undefined) continue;
    const [loser, winner] = wins ? [other, file] : [file, other];
    const reason = `${winner.path} is the same log, and ${isNewer(winner, loser) ? "newer" : "as new"}`;
    left.push({ path: loser.path, reason });
  }
  return { kept: [...newest.values()], left };
}

function isNewer(one: RitaLogFile, other: RitaLogFile): boolean {
  return one.modified > other.modified;
}
