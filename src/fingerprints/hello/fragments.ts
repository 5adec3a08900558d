import { TlsError } from "./tls-error.js";

interface Fragment {
  readonly bytes: Uint8Array;
  /** Where it belongs in the message, and where it stood in the input. */
  readonly at: number;
  readonly offset: number;
}

/**
 * The fragments of one DTLS message (RFC 6347 section 4.2.3), in any order, overlapping, repeated; of two for one place the first
 * counts. Nothing of the message's announced length is set aside before so many bytes have come.
 */
export class Fragments {
  readonly length: number;
  /** Where the pieces of the message stood; in order once it is complete. */
  readonly pieces: { readonly at: number; readonly offset: number }[] = [];
  #waiting: Fragment[] = [];
  #received = 0;
  #missing: number;
  #isComplete = false;
  #body = new Uint8Array();
  #known = new Uint8Array();

  constructor(length: number) {
    this.length = length;
    this.#missing = length;
  }

  /** The whole message, when this fragment completes it. Throws a TlsError for one that goes beyond its end. */
  add(fragment: Fragment): Uint8Array | undefined {
    const { bytes, at, offset } = fragment;
    if (at + bytes.length > this.length) {
      throw new TlsError("a fragment beyond its message", offset);
    }
    if (this.#isComplete) return undefined;
    this.#waiting.push(fragment);
    this.#received += bytes.length;
    if (this.#received < this.length) return undefined;
    if (this.#body.length === 0) {
      this.#body = new Uint8Array(this.length);
      this.#known = new Uint8Array(this.length);
    }
    for (const one of this.#waiting) this.#fill(one);
    this.#waiting = [];
    if (this.#missing > 0) return undefined;
    this.#isComplete = true;
    this.pieces.sort((one, other) => one.at - other.at);
    return this.#body;
  }

  #fill({ bytes, at, offset }: Fragment): void {
    this.pieces.push({ at, offset });
    for (let index = 0; index < bytes.length; index++) {
      if (this.#known[at + index] === 1) continue;
      this.#known[at + index] = 1;
      this.#body[at + index] = bytes[index] as number;
      this.#missing--;
    }
  }
}
