import { Memo } from "../columns/memo.js";

/** What http and ssl records tell of a connection: ids + 1 into the builder's texts, 0 for nothing. */
export interface Told {
  host: number;
  fingerprint: number;
}

/** What http and ssl records tell of connections, by their uid. The first host and fingerprint told stay. */
export class UidIndex {
  readonly #ids = new Memo();
  readonly #told: Told[] = [];
  readonly #encoder = new TextEncoder();

  put(uid: string, host: number, fingerprint: number): void {
    const bytes = this.#encoder.encode(uid);
    const told = this.find(bytes, 0, bytes.length);
    if (told === undefined) {
      this.#ids.set(uid, this.#told.length);
      this.#told.push({ host, fingerprint });
    } else {
      told.host ||= host;
      told.fingerprint ||= fingerprint;
    }
  }

  /** What was told of the connection whose uid `bytes[start, end)` spell. */
  find(bytes: Uint8Array, start: number, end: number): Told | undefined {
    return this.#told[this.#ids.get(bytes, start, end)];
  }
}
