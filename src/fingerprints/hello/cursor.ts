import { type Message, offsetOf, u16 } from "./message.js";
import { TlsError } from "./tls-error.js";

/** Reads the body of a hello from the front; throws a TlsError where it is too short for what it announces. */
export class Cursor {
  readonly #message: Message;
  at = 0;

  constructor(message: Message) {
    this.#message = message;
  }

  get left(): number {
    return this.#message.body.length - this.at;
  }

  u8(what: string): number {
    return this.#message.body[this.skip(1, what)] as number;
  }

  u16(what: string): number {
    return u16(this.#message.body, this.skip(2, what));
  }

  /** Goes over so many bytes; where they began. */
  skip(length: number, what: string): number {
    const { at } = this;
    if (length > this.left) throw this.error(`no room for ${what} of ${length} bytes`);
    this.at += length;
    return at;
  }

  /** An error at the byte that is read next. */
  error(reason: string, at: number = this.at): TlsError {
    return new TlsError(reason, offsetOf(this.#message, at));
  }
}
