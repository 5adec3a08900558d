import { Interned } from "../columns/interned.js";

/** What a record tells of its connection: ids + 1 into the builder's texts, 0 for nothing. */
export interface Told {
  readonly host: number;
  readonly fingerprint: number;
  readonly serverFingerprint: number;
}

/**
 * What http and ssl records tell of connections, by their uid: ids + 1 into the builder's texts, 0 for nothing. The first
 * host and fingerprint told of a connection stay.
 */
export class UidIndex {
  readonly #uids = new Interned();
  readonly #hosts: number[] = [];
  readonly #fingerprints: number[] = [];
  readonly #serverFingerprints: number[] = [];

  /** Adds what a record tells of the connection whose uid `bytes[start, end)` spell. */
  put(bytes: Uint8Array, start: number, end: number, told: Told): void {
    const id = this.#uids.idOfBytes(bytes, start, end);
    this.#hosts[id] ||= told.host;
    this.#fingerprints[id] ||= told.fingerprint;
    this.#serverFingerprints[id] ||= told.serverFingerprint;
  }

  /** A number for the connection whose uid `bytes[start, end)` spell, −1 when nothing was told of it. */
  find(bytes: Uint8Array, start: number, end: number): number {
    return this.#uids.size === 0 ? -1 : this.#uids.find(bytes, start, end);
  }

  hostOf(id: number): number {
    return this.#hosts[id] ?? 0;
  }

  fingerprintOf(id: number): number {
    return this.#fingerprints[id] ?? 0;
  }

  serverFingerprintOf(id: number): number {
    return this.#serverFingerprints[id] ?? 0;
  }
}
