import type { Transport } from "./hello.js";
import { TlsError } from "./tls-error.js";

/** One handshake message out of its records, and where its bytes stood. */
export interface Message {
  readonly transport: Transport;
  readonly body: Uint8Array;
  /** Where pieces of the body begin, in the body and in the input; the first begins at 0. */
  readonly pieces: readonly { readonly at: number; readonly offset: number }[];
}

/** Handshake types (RFC 8446 section 4, RFC 5246 section 7.4, TLS 1.3 drafts before 22). */
export const HANDSHAKE = {
  helloRequest: 0,
  clientHello: 1,
  serverHello: 2,
  draftRetryRequest: 6,
} as const;

/** The type of a hello. */
export type HelloType = typeof HANDSHAKE.clientHello | typeof HANDSHAKE.serverHello;

/**
 * No hello is longer: version, random, the longest session id and DTLS cookie, the longest lists of ciphers, compressions and
 * extensions. A length beyond it is no reason to wait for more bytes.
 */
export const LONGEST_HELLO: number = 2 + 32 + 33 + 256 + 65_537 + 256 + 65_537;

/** Where byte `at` of a message's body stood in the input. */
export function offsetOf({ pieces }: Message, at: number): number {
  let [last] = pieces as [Message["pieces"][number]];
  for (const piece of pieces) if (piece.at <= at) last = piece;
  return last.offset + at - last.at;
}

/** Whether the message is the hello that is looked for; false: it may stand before one. Throws a TlsError for any other. */
export function isWanted(type: number, wanted: HelloType, offset: number): boolean {
  if (type === wanted) return true;
  const server = wanted === HANDSHAKE.serverHello;
  if (type === HANDSHAKE.helloRequest) return false;
  if (server && type === HANDSHAKE.draftRetryRequest) return false;
  const name = server ? "ServerHello" : "ClientHello";
  throw new TlsError(`handshake message of type ${type} where a ${name} was expected`, offset);
}

/** The same length, or a TlsError when no hello has it. */
export function helloLength(length: number, offset: number): number {
  if (length <= LONGEST_HELLO) return length;
  throw new TlsError(`a handshake message of ${length} bytes is no hello`, offset);
}

/** The 16-bit number at a place that is known to be there. */
export function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}

/** The 24-bit number at a place that is known to be there. */
export function u24(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 16) | u16(bytes, at + 1);
}
