import { Fragments } from "./fragments.js";
import {
  HANDSHAKE,
  type HelloType,
  helloLength,
  isWanted,
  type Message,
  u16,
  u24,
} from "./message.js";
import { RECORD } from "./record.js";
import { endOf, TlsError } from "./tls-error.js";

const RECORD_HEADER = 13;
const MESSAGE_HEADER = 12;

/**
 * The hellos of one type in DTLS records that stand one after the other (RFC 6347 sections 4.1 and 4.2), in the order in which
 * they become complete. Fragments may come in any order, overlap and repeat; encrypted records are skipped. Work and memory
 * are linear in the bytes. Throws as `tlsMessages` does.
 */
export function* dtlsMessages(bytes: Uint8Array, wanted: HelloType): Generator<Message, never> {
  const messages = new Map<number, Fragments>();
  for (let at = 0; ; ) {
    const end = recordEnd(bytes, at);
    const isReadable = bytes[at] === RECORD.handshake && u16(bytes, at + 3) === 0;
    let from = at + RECORD_HEADER;
    while (isReadable && from < end) {
      if (from + MESSAGE_HEADER > end) throw new TlsError("a fragment's header is cut", from);
      const length = helloLengthAt(bytes, from, wanted);
      const offset = from + MESSAGE_HEADER;
      const until = offset + u24(bytes, from + 9);
      if (until > end) throw new TlsError("a fragment is longer than its record", from + 9);
      if (length !== undefined) {
        const message = messageAt(messages, u16(bytes, from + 4), length);
        if (message.length !== length) throw new TlsError("fragments of two lengths", from + 1);
        const fragment = { bytes: bytes.subarray(offset, until), at: u24(bytes, from + 6), offset };
        const body = message.add(fragment);
        if (body !== undefined) yield { transport: "d", body, pieces: message.pieces };
      }
      from = until;
    }
    at = end;
  }
}

function messageAt(messages: Map<number, Fragments>, sequence: number, length: number): Fragments {
  const message = messages.get(sequence) ?? new Fragments(length);
  messages.set(sequence, message);
  return message;
}

/** A single message with the header of DTLS and no record. */
export function* bareDtlsMessage(bytes: Uint8Array, wanted: HelloType): Generator<Message, never> {
  const length = helloLengthAt(bytes, 0, wanted);
  const body = bytes.subarray(MESSAGE_HEADER, MESSAGE_HEADER + (length ?? 0));
  if (length === body.length) {
    yield { transport: "d", body, pieces: [{ at: 0, offset: MESSAGE_HEADER }] };
  }
  throw endOf(bytes);
}

/** Whether a handshake message without a record has the header of DTLS: whole, and a DTLS version after it. */
export function isBareDtls(bytes: Uint8Array): boolean {
  return (
    bytes.length > MESSAGE_HEADER &&
    u24(bytes, 6) === 0 &&
    u24(bytes, 9) === u24(bytes, 1) &&
    isDtlsMajor(bytes[MESSAGE_HEADER])
  );
}

/** The length of the hello that the fragment at a place belongs to; undefined for another message. */
function helloLengthAt(bytes: Uint8Array, at: number, wanted: HelloType): number | undefined {
  const type = bytes[at] as number;
  // A HelloVerifyRequest comes before the hello, and datagrams overtake each other: a certificate may, too.
  if (wanted === HANDSHAKE.serverHello && type > wanted) return undefined;
  const isHello = isWanted(type, wanted, at);
  return isHello ? helloLength(u24(bytes, at + 1), at) : undefined;
}

/** Where the record at a place ends, once its header makes sense. */
function recordEnd(bytes: Uint8Array, at: number): number {
  if (at >= bytes.length) throw endOf(bytes);
  const type = bytes[at] as number;
  // Application data (23) may overtake a handshake that is sent once more.
  if (type < RECORD.changeCipherSpec || type > RECORD.handshake + 1) {
    throw new TlsError(`a record of type ${type} where a handshake record was expected`, at);
  }
  if (at + 1 < bytes.length && !isDtlsMajor(bytes[at + 1])) {
    throw new TlsError("a record of no version of DTLS", at + 1);
  }
  if (at + RECORD_HEADER > bytes.length) throw endOf(bytes);
  const length = u16(bytes, at + 11);
  if (length > RECORD.longest) throw new TlsError(`a record of ${length} bytes`, at + 11);
  const end = at + RECORD_HEADER + length;
  if (end > bytes.length) throw endOf(bytes);
  return end;
}

/** Whether a version is of DTLS by its first byte; 1 is what OpenSSL wrote before DTLS was a standard (0x0100). */
export function isDtlsMajor(major: number | undefined): boolean {
  return major === 0xfe || major === 1;
}
