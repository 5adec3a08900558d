const encoder = new TextEncoder();
/** The most bytes that one UTF-16 unit becomes. */
const WIDEST = 3;

/** Texts as UTF-8, one behind the other in one growing array. */
export class Scratch {
  bytes: Uint8Array = new Uint8Array(1 << 12);
  length = 0;

  /** Appends a text; a half of a surrogate pair becomes U+FFFD. */
  push(text: string): void {
    const most = this.length + text.length * WIDEST;
    if (most > this.bytes.length) this.#grow(most);
    const { bytes, length } = this;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) {
        this.length += encoder.encodeInto(text, bytes.subarray(length)).written;
        return;
      }
      bytes[length + i] = code;
    }
    this.length += text.length;
  }

  #grow(least: number): void {
    const larger = new Uint8Array(Math.max(least, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}
