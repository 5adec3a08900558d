/** The longest line (or JSON record) that is kept together; a longer one is rejected and its rest skipped. */
export const LONGEST_RECORD: number = 1 << 22;

const NEWLINE = 10;

/** What the lines are handed to. */
export interface LineConsumer {
  /** Complete lines: `bytes[start, end)` ends with a newline. */
  lines(bytes: Uint8Array, start: number, end: number): void;
  /** A line over LONGEST_RECORD, of which these are the first bytes. */
  overlong(bytes: Uint8Array): void;
  /** What there is of the last line, when the input was cut off inside it. */
  broken(bytes: Uint8Array): void;
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
    let start = 0;
    if (this.#held > 0 || this.#skipping) {
      const newline = chunk.indexOf(NEWLINE);
      start = newline < 0 ? chunk.length : newline + 1;
      if (!this.#skipping) this.#hold(chunk, 0, start);
      if (newline < 0) return;
      if (!this.#skipping) this.#consumer.lines(this.#carry, 0, this.#held);
      this.#held = 0;
      this.#skipping = false;
    }
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > start) this.#consumer.lines(chunk, start, end);
    this.#hold(chunk, Math.max(start, end), chunk.length);
  }

  /** Hands over a last line without newline; `broken` tells that the input was cut off. */
  end(broken = false): void {
    if (this.#held === 0) return;
    if (broken) this.#consumer.broken(this.#carry.subarray(0, this.#held));
    else this.#hold(Uint8Array.of(NEWLINE), 0, 1);
    if (!broken && this.#held > 0) this.#consumer.lines(this.#carry, 0, this.#held);
    this.#held = 0;
  }

  #hold(chunk: Uint8Array, start: number, end: number): void {
    const length = this.#held + end - start;
    if (length > LONGEST_RECORD) {
      this.#consumer.overlong(
        this.#held > 0 ? this.#carry.subarray(0, this.#held) : chunk.subarray(start, end),
      );
      this.#held = 0;
      this.#skipping = true;
      return;
    }
    if (length > this.#carry.length) {
      const larger = new Uint8Array(Math.max(length, this.#carry.length * 2));
      larger.set(this.#carry.subarray(0, this.#held));
      this.#carry = larger;
    }
    this.#carry.set(chunk.subarray(start, end), this.#held);
    this.#held = length;
  }
}
