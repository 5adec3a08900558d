import { ByteIndex } from "../../columns/byte-index.js";
import { Growing } from "../../columns/growing.js";

/** What sets a row that waits for its connection apart. */
export const WAITING = {
  /** A TLS handshake, not a request. */
  tls: 1,
  /** Through a proxy. */
  proxied: 2,
  /** Without a Host. */
  unnamed: 4,
  /** From a log of connections that are open. */
  open: 8,
} as const;

/** How many requests over one connection RITA looks at. */
const MOST_REQUESTS = 20;
const NONE = -1;
const doubles = (length: number) => new Float64Array(length);
const ints = (length: number) => new Int32Array(length);
const uints = (length: number) => new Uint32Array(length);

/** The requests and handshakes of one import, by the uid of the connection they wait for. */
export class UidRows {
  readonly times: Growing<Float64Array> = new Growing(doubles);
  readonly sources: Growing<Uint32Array> = new Growing(uints);
  readonly destinations: Growing<Uint32Array> = new Growing(uints);
  /** Ids of hosts; of unnamed requests nothing. */
  readonly names: Growing<Uint32Array> = new Growing(uints);
  readonly ports: Growing<Uint32Array> = new Growing(uints);
  /** Sums of WAITING. */
  readonly flags: Growing<Uint32Array> = new Growing(uints);
  /** Ids of user agents and JA3, 0 for none. */
  readonly signatures: Growing<Uint32Array> = new Growing(uints);
  /** How many of the response's MIME types do not fit the path. */
  readonly mismatches: Growing<Uint32Array> = new Growing(uints);
  readonly #uids = new ByteIndex();
  readonly #last = new Growing(ints);
  readonly #before = new Growing(ints);

  /** How many uids have rows. */
  get size(): number {
    return this.#uids.size;
  }

  /** Makes the row that the columns were just given one of the connection whose uid `bytes[start, end)` spell. */
  add(bytes: Uint8Array, start: number, end: number): void {
    const uid = this.#uids.id(bytes, start, end);
    if (uid === this.#last.length) this.#last.push(NONE);
    this.#last.set(uid, this.#before.push(this.#last.at(uid)));
  }

  /** The number of a uid, −1 for one without rows. */
  find(bytes: Uint8Array, start: number, end: number): number {
    return this.#uids.size === 0 ? NONE : this.#uids.find(bytes, start, end);
  }

  /** The handshakes of a connection, in the order they were read. */
  handshakes(uid: number, open: boolean): number[] {
    return this.#rows(uid, WAITING.tls | (open ? WAITING.open : 0));
  }

  /** The latest requests of a connection, twenty at most, the latest first; of the same second in the order they were read. */
  requests(uid: number, open: boolean): number[] {
    const rows = this.#rows(uid, open ? WAITING.open : 0);
    if (rows.length < 2) return rows;
    return rows.sort((a, b) => this.times.at(b) - this.times.at(a)).slice(0, MOST_REQUESTS);
  }

  #rows(uid: number, kind: number): number[] {
    const rows: number[] = [];
    for (let row = this.#last.at(uid); row !== NONE; row = this.#before.at(row)) {
      if ((this.flags.at(row) & (WAITING.tls | WAITING.open)) === kind) rows.push(row);
    }
    return rows.reverse();
  }
}
