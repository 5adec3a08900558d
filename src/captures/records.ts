/** How a capture file is cut into records: the front of each tells its length. */
export interface Framing {
  /** Bytes that `lengthAt` needs of the record that comes next. */
  readonly header: number;
  /** Bytes of the record at `at`, header included; 0 when it can be none, with the reason in `damage`. */
  lengthAt(bytes: Uint8Array, at: number): number;
  /** Takes the record at `at`; of one longer than LONGEST only the bytes to `end` are there. */
  take(bytes: Uint8Array, at: number, end: number): void;
  /** Why nothing more can be read; undefined while all is well. */
  readonly damage: string | undefined;
}

/** The most bytes of one packet (libpcap's MAXIMUM_SNAPLEN): a longer one is taken for a damaged length. */
export const LONGEST_PACKET = 262_144;

/** The most bytes of a record that are looked at: of what is longer, the rest is passed over. */
export const LONGEST: number = LONGEST_PACKET + 64;

/** Cuts bytes that come in pieces of any size into records; keeps at most one incomplete record. */
export class Records {
  readonly #framing: Framing;
  #kept = new Uint8Array(4096);
  #length = 0;
  #toSkip = 0;

  constructor(framing: Framing) {
    this.#framing = framing;
  }

  /** Whether a record has begun and not ended. */
  get inside(): boolean {
    return this.#length > 0 || this.#toSkip > 0;
  }

  write(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length && this.#framing.damage === undefined) {
      if (this.#toSkip > 0) {
        const step = Math.min(this.#toSkip, chunk.length - at);
        this.#toSkip -= step;
        at += step;
      } else {
        at = this.#length > 0 ? this.#complete(chunk, at) : this.#takeWhole(chunk, at);
      }
    }
  }

  /** Takes the records that lie in one piece; answers where it stopped. */
  #takeWhole(chunk: Uint8Array, from: number): number {
    const framing = this.#framing;
    let at = from;
    while (chunk.length - at >= framing.header) {
      const length = framing.lengthAt(chunk, at);
      if (length === 0) return chunk.length;
      if (length > chunk.length - at) break;
      framing.take(chunk, at, at + Math.min(length, LONGEST));
      at += length;
      if (framing.damage !== undefined) return chunk.length;
    }
    return at < chunk.length ? this.#complete(chunk, at) : at;
  }

  /** Adds to the record that is kept, and takes it when it is complete. */
  #complete(chunk: Uint8Array, from: number): number {
    const framing = this.#framing;
    const at = this.#fill(chunk, from, framing.header);
    if (this.#length < framing.header) return at;
    const length = framing.lengthAt(this.#kept, 0);
    if (length === 0) return chunk.length;
    const wanted = Math.min(length, LONGEST);
    const end = this.#fill(chunk, at, wanted);
    if (this.#length < wanted) return end;
    this.#length = 0;
    this.#toSkip = length - wanted;
    framing.take(this.#kept, 0, wanted);
    return end;
  }

  /** Copies until `wanted` bytes are kept; answers where the chunk goes on. */
  #fill(chunk: Uint8Array, from: number, wanted: number): number {
    const step = Math.max(0, Math.min(wanted - this.#length, chunk.length - from));
    if (this.#length + step > this.#kept.length) {
      const larger = new Uint8Array(Math.max(this.#length + step, this.#kept.length * 2));
      larger.set(this.#kept.subarray(0, this.#length));
      this.#kept = larger;
    }
    this.#kept.set(chunk.subarray(from, from + step), this.#length);
    this.#length += step;
    return from + step;
  }
}
