import { type Message, u16 } from "./message.js";
import { RECORD } from "./record.js";
import { endOf, TlsError } from "./tls-error.js";

const RECORD_HEADER = 5;

/** Where a stream of handshake messages begins. */
interface Beginning {
  /** The payload to begin with. */
  readonly at: number;
  readonly end: number;
  /** Where the next record stands; undefined where there are no records. */
  readonly next?: number;
}

/** The payloads of TLS handshake records as one stream (RFC 8446 section 5.1), or bytes that are such a stream. */
export class HandshakeBytes {
  /** Whether no message is half read, so that records of other kinds may stand here. */
  between = true;
  readonly #bytes: Uint8Array;
  #at: number;
  #end: number;
  #next: number | undefined;

  constructor(bytes: Uint8Array, { at, end, next }: Beginning) {
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
    this.#next = next;
  }

  /** The next bytes of the stream, copied only where they stand in several records. Throws a TlsError. */
  take(length: number): Pick<Message, "body" | "pieces"> {
    const parts: Uint8Array[] = [];
    const pieces: { at: number; offset: number }[] = [];
    for (let got = 0; got < length; ) {
      if (this.#at === this.#end) this.#next = this.#pull();
      const size = Math.min(length - got, this.#end - this.#at);
      pieces.push({ at: got, offset: this.#at });
      parts.push(this.#bytes.subarray(this.#at, this.#at + size));
      this.#at += size;
      got += size;
      this.between = false;
    }
    if (length === 0) pieces.push({ at: 0, offset: this.#at });
    return { body: joined(parts, length), pieces };
  }

  /** Goes to the payload of the next handshake record that is not empty; where the record after it stands. */
  #pull(): number {
    const bytes = this.#bytes;
    if (this.#next === undefined) throw endOf(bytes);
    for (let at = this.#next; ; ) {
      const type = this.#recordType(at);
      const start = at + RECORD_HEADER;
      at = start + u16(bytes, at + 3);
      if (at > bytes.length && (type !== RECORD.handshake || start === bytes.length)) {
        throw endOf(bytes);
      }
      if (type !== RECORD.handshake || at === start) continue;
      this.#at = start;
      this.#end = Math.min(at, bytes.length);
      return at;
    }
  }

  /** The type of the record at a place, once its header makes sense. */
  #recordType(at: number): number {
    const bytes = this.#bytes;
    if (at >= bytes.length) throw endOf(bytes);
    const type = bytes[at] as number;
    const other = type === RECORD.alert || type === RECORD.changeCipherSpec;
    if (type !== RECORD.handshake && !(other && this.between)) {
      throw new TlsError(`a record of type ${type} where a handshake record was expected`, at);
    }
    if (at + 1 < bytes.length && bytes[at + 1] !== 3) {
      throw new TlsError("a record of no version of TLS", at + 1);
    }
    if (at + RECORD_HEADER > bytes.length) throw endOf(bytes);
    const length = u16(bytes, at + 3);
    if (length > RECORD.longest) throw new TlsError(`a record of ${length} bytes`, at + 3);
    return type;
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  if (parts.length === 1) return parts[0] as Uint8Array;
  const body = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += part.length;
  }
  return body;
}
