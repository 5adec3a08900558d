import type { ByteFields } from "../columns/byte-fields.js";

/**
 * The values of one row in the order of the wanted names. A start of −1: unset, empty, or no such column. The same object comes
 * with each row, so it holds only during the call.
 */
export type ZeekRow = ByteFields;

/** A row that a source fills anew for each line. */
export type FilledRow = { -readonly [Key in keyof ZeekRow]: ZeekRow[Key] };

/** What rows are handed to. */
export interface ZeekRowTaker {
  /**
   * Takes one row and counts it in the books: accepted, ignored or rejected. Answers false when a field of it could not be
   * read, whatever became of the row: it is a bad line then.
   */
  row(row: ZeekRow): boolean;
}

/** Reads the lines of one kind of log. */
export interface ZeekRowSource {
  /** Whether lines that begin with # are no records. */
  readonly comments: boolean;
  /** Reads the line at `start`, which a newline ends, and answers where the next one begins. */
  line(bytes: Uint8Array, start: number): number;
}
