/** A log that no import reads. */
export interface LeftFile {
  readonly path: string;
  /** Half a sentence about the file. */
  readonly reason: string;
}

/** Logs in two heaps. */
export interface Sorted<File> {
  readonly kept: readonly File[];
  readonly left: readonly LeftFile[];
}
