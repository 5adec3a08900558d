import { HandshakeBytes } from "./handshake-bytes.js";
import type { Transport } from "./hello.js";
import { type HelloType, helloLength, isWanted, type Message, u24 } from "./message.js";

const HEADER = 4;

/**
 * The hellos of one type in a stream of TLS records, in order. Alerts and change-cipher-spec records between messages are
 * skipped, since servers send warnings before their hello and compatibility records after a HelloRetryRequest. Each byte is
 * looked at once. Throws a TlsError at the first byte that does not fit, `truncated` where the stream ends.
 */
export function tlsMessages(bytes: Uint8Array, wanted: HelloType): Generator<Message, never> {
  return messagesOf(new HandshakeBytes(bytes, { at: 0, end: 0, next: 0 }), wanted, "t");
}

/** The same for handshake messages without records, as QUIC carries them. */
export function bareMessages(
  bytes: Uint8Array,
  wanted: HelloType,
  transport: Transport,
): Generator<Message, never> {
  return messagesOf(new HandshakeBytes(bytes, { at: 0, end: bytes.length }), wanted, transport);
}

function* messagesOf(
  stream: HandshakeBytes,
  wanted: HelloType,
  transport: Transport,
): Generator<Message, never> {
  for (;;) {
    stream.between = true;
    const header = stream.take(HEADER);
    const [{ offset }] = header.pieces as [Message["pieces"][number]];
    const isHello = isWanted(header.body[0] as number, wanted, offset);
    const { body, pieces } = stream.take(helloLength(u24(header.body, 1), offset));
    if (isHello) yield { transport, body, pieces };
  }
}
