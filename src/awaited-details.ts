import { Chunks, type Column } from "./columns/chunks.js";

/** What other records may tell of a connection: columns of the table. */
export const DETAILS = ["host", "fingerprint", "serverFingerprint"] as const;

/** One of them. */
export type Detail = (typeof DETAILS)[number];

/** What other records told of connections, by numbers of its own: a text's id + 1, 0 for nothing. */
export interface Details {
  told(name: Detail, connection: number): number;
}

/** Which rows of a growing table wait for what other records tell of their connections. */
export class AwaitedDetails {
  /** By row the connection's number + 1; 0 for rows that wait for nothing. */
  readonly #awaited = new Chunks((rows) => new Uint32Array(rows));
  readonly #column: (name: Detail, chunk: number) => Column;
  #details: Details | undefined;

  /** `column`: the part of a column that a chunk of rows has. */
  constructor(column: (name: Detail, chunk: number) => Column) {
    this.#column = column;
  }

  /**
   * The row at `at` of the chunk, the newest one, waits for what `details` tell of `connection` in the end. What others told before
   * is settled with the first row that waits for these.
   */
  add(details: Details, connection: number, chunk: number, at: number): void {
    if (details !== this.#details) {
      this.settle(chunk);
      this.#details = details;
    }
    this.#awaited.at(chunk)[at] = connection + 1;
  }

  /** Gives the rows that wait, where they have nothing of their own, what is told of them now. */
  settle(lastChunk: number): void {
    const details = this.#details;
    if (details === undefined) return;
    for (let chunk = 0; chunk <= lastChunk; chunk++) {
      const awaited = this.#awaited.take(chunk);
      if (awaited !== undefined) this.#fill(awaited, chunk, details);
    }
    this.#details = undefined;
  }

  /** Hands over who waits among a chunk's rows, to wait elsewhere; undefined where nobody does. */
  take(chunk: number): { readonly details: Details; readonly rows: Uint32Array } | undefined {
    const rows = this.#awaited.take(chunk);
    const details = this.#details;
    return rows === undefined || details === undefined ? undefined : { details, rows };
  }

  #fill(awaited: Uint32Array, chunk: number, details: Details): void {
    for (const name of DETAILS) {
      for (const [row, connection] of awaited.entries()) {
        const value = connection === 0 ? 0 : details.told(name, connection - 1);
        if (value === 0) continue;
        const column = this.#column(name, chunk);
        if (column[row] === 0) column[row] = value;
      }
    }
  }
}
