import { bareDtlsMessage, dtlsMessages, isBareDtls, isDtlsMajor } from "./dtls-messages.js";
import type { Transport } from "./hello.js";
import { HANDSHAKE, type HelloType, type Message } from "./message.js";
import { RECORD } from "./record.js";
import { endOf, TlsError } from "./tls-error.js";
import { bareMessages, tlsMessages } from "./tls-messages.js";

/** How bytes are to be read where they do not tell themselves. */
export interface HelloOptions {
  /** What carried a handshake message that stands without records: `q` for QUIC's CRYPTO frames; default `t`. */
  readonly transport?: Transport;
}

/**
 * The hellos of one type in TLS records, DTLS records, or handshake messages without records; which they are tells the first
 * bytes. Ends only by throwing a TlsError.
 */
export function helloMessages(
  bytes: Uint8Array,
  wanted: HelloType,
  { transport = "t" }: HelloOptions = {},
): Generator<Message, never> {
  const first = bytes[0];
  if (first === undefined) throw endOf(bytes);
  if (first === HANDSHAKE.clientHello || first === HANDSHAKE.serverHello) {
    if (transport !== "q" && isBareDtls(bytes)) return bareDtlsMessage(bytes, wanted);
    return bareMessages(bytes, wanted, transport);
  }
  if (first >= RECORD.changeCipherSpec && first <= RECORD.handshake) {
    if (isDtlsMajor(bytes[1])) return dtlsMessages(bytes, wanted);
    return tlsMessages(bytes, wanted);
  }
  const isSsl2 = first >= 0x80 && bytes[2] === HANDSHAKE.clientHello && bytes.length > 2;
  const what = isSsl2
    ? "a hello of SSL 2.0, which has no fingerprint"
    : "neither a record nor a hello";
  throw new TlsError(what, 0);
}
