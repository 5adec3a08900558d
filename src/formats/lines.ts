/** The longest line (or JSON record) that is kept together; a longer one is rejected and its rest skipped. */
export const LONGEST_RECORD: number = 1 << 22;

/** Readers cut chunks to this, so that what counts as too long does not depend on how the bytes come. */
export const PIECE: number = 1 << 20;

const NEWLINE = 10;
const SHOWN = 2000;

/** What the lines are handed to. */
export interface LineConsumer {
  /** Complete lines: `bytes[start, end)` ends with a newline. */
  lines(bytes: Uint8Array, start: number, end: number): void;
  /** A line that cannot be had as a whole, the reason, and its first bytes. */
  unread(reason: string, bytes: Uint8Array): void;
}

/**
 * Cuts chunks of any size into blocks of complete lines. Only a line that two chunks share is copied;
 * everything else is passed on where it stands.
 */
export class LineFeeder {
  readonly #consumer: LineConsumer;
  #carry = new Uint8Array(1 << 12);
  #held = 0;
  #skipping = false;

  constructor(consumer: LineConsumer) {
    this.#consumer = consumer;
  }

  write(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += PIECE) this.#piece(chunk.subarray(at, at + PIECE));
  }

  /** Hands over a last line without newline; `broken` tells that the input was cut off inside it. */
  end(broken = false): void {
    const line = this.#carry.subarray(0, this.#held);
    const blank = line.every((code) => code <= 32);
    if (broken && !blank) this.#consumer.unread("cut off", line.subarray(0, SHOWN));
    else if (!broken && this.#held > 0) this.#piece(Uint8Array.of(NEWLINE));
    this.#held = 0;
  }

  #piece(piece: Uint8Array): void {
    let start = 0;
    if (this.#held > 0 || this.#skipping) {
      const newline = piece.indexOf(NEWLINE);
      start = newline < 0 ? piece.length : newline + 1;
      if (!this.#skipping) this.#hold(piece, 0, start);
      if (newline < 0) return;
      if (!this.#skipping) this.#consumer.lines(this.#carry, 0, this.#held);
      this.#held = 0;
      this.#skipping = false;
    }
    const end = piece.lastIndexOf(NEWLINE) + 1;
    if (end > start) this.#consumer.lines(piece, start, end);
    this.#hold(piece, Math.max(start, end), piece.length);
  }

  #hold(piece: Uint8Array, start: number, end: number): void {
    const length = this.#held + end - start;
    if (length > LONGEST_RECORD) {
      const known = this.#held > 0 ? this.#carry.subarray(0, this.#held) : piece.subarray(start);
      this.#consumer.unread("line too long", known.subarray(0, SHOWN));
      this.#held = 0;
      this.#skipping = true;
      return;
    }
    if (length > this.#carry.length) {
      const larger = new Uint8Array(Math.max(length, this.#carry.length * 2));
      larger.set(this.#carry.subarray(0, this.#held));
      this.#carry = larger;
    }
    this.#carry.set(piece.subarray(start, end), this.#held);
    this.#held = length;
  }
}
