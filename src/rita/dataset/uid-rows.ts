import { ByteIndex } from "../../columns/byte-index.js";
import { Growing } from "../../columns/growing.js";

/** Stands for a request that names no host. */
export const NO_NAME = -1;

/** How many requests over one connection RITA looks at. */
const MOST_REQUESTS = 20;
const NONE = -1;

/** A request, or a TLS handshake, that waits for its connection. */
export interface UidRow {
  readonly time: number;
  readonly source: number;
  readonly destination: number;
  /** Id of the host, or NO_NAME. */
  readonly name: number;
  readonly port: number;
  readonly proxied: boolean;
  readonly tls: boolean;
  /** Whether it stands in a log of open connections. */
  readonly open: boolean;
  /** Id of user agent or JA3, 0 for none. */
  readonly signature: number;
  /** How many of the response's MIME types do not fit the path. */
  readonly mismatches: number;
}

const doubles = (length: number) => new Float64Array(length);
const ints = (length: number) => new Int32Array(length);
const FIELDS = [
  ...(["time", "source", "destination", "name", "port"] as const),
  ...(["proxied", "tls", "open", "signature", "mismatches"] as const),
] satisfies readonly (keyof UidRow)[];

/** The rows of one import's http and ssl logs by the uid of their connection. */
export class UidRows {
  readonly #uids = new ByteIndex();
  readonly #last = new Growing(ints);
  readonly #before = new Growing(ints);
  readonly #columns = FIELDS.map(() => new Growing(doubles));

  /** How many uids have rows. */
  get size(): number {
    return this.#uids.size;
  }

  /** Adds a row to the connection whose uid `bytes[start, end)` spell. */
  add(bytes: Uint8Array, start: number, end: number, row: UidRow): void {
    const uid = this.#uids.id(bytes, start, end);
    if (uid === this.#last.length) this.#last.push(NONE);
    this.#before.push(this.#last.at(uid));
    for (const [i, field] of FIELDS.entries()) this.#columns[i]?.push(Number(row[field]));
    this.#last.set(uid, this.#before.length - 1);
  }

  /** The number of a uid, −1 for one without rows. */
  find(bytes: Uint8Array, start: number, end: number): number {
    return this.#uids.size === 0 ? NONE : this.#uids.find(bytes, start, end);
  }

  /** The handshakes of a connection, in the order they were read. */
  handshakes(uid: number, open: boolean): UidRow[] {
    return this.#rows(uid).filter((row) => row.tls && row.open === open);
  }

  /** The latest requests of a connection, twenty at most, the latest first; of the same second in the order they were read. */
  requests(uid: number, open: boolean): UidRow[] {
    return this.#rows(uid)
      .filter((row) => !row.tls && row.open === open)
      .sort((a, b) => b.time - a.time)
      .slice(0, MOST_REQUESTS);
  }

  #rows(uid: number): UidRow[] {
    const rows: UidRow[] = [];
    for (let row = this.#last.at(uid); row !== NONE; row = this.#before.at(row)) {
      rows.push(this.#row(row));
    }
    return rows.reverse();
  }

  #row(row: number): UidRow {
    const [time, source, destination, name, port, proxied, tls, open, signature, mismatches] =
      this.#columns.map((column) => column.at(row)) as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
    return {
      ...{ time, source, destination, name, port, signature, mismatches },
      ...{ proxied: proxied === 1, tls: tls === 1, open: open === 1 },
    };
  }
}
