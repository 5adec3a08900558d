import type { Flow } from "./flow.js";
import type { Packet } from "./packet.js";
import { eachCrypto } from "./quic/crypto-frames.js";
import { Exchange } from "./quic/exchange.js";
import { isLong, longHeaderAt } from "./quic/long-header.js";
import type { Side } from "./side.js";

/** The type of a DTLS record with a handshake, and the first byte of its version: 1.0 and 1.2, and OpenSSL's before them. */
const HANDSHAKE = 22;
const DTLS: readonly number[] = [0xfe, 0x01];

/**
 * Takes a datagram into its exchange. Of most nothing is kept: the stream of a side are its datagrams with a DTLS handshake,
 * in the order of their capture, or what its QUIC packets tell of the handshake, in its own order.
 */
export function takeUdp(flow: Flow, packet: Packet, side: Side, other: Side): void {
  const { bytes, at, end, length } = packet;
  side.sent += length;
  flow.touch(packet);
  if (!side.watched || at >= end) return;
  if (isLong(bytes[at])) takeQuic(flow, packet, side, other);
  else if (isDtls(packet) && !isQuic(flow)) side.keep(bytes, at, end, side.head?.length ?? 0);
}

/** Whether the exchange is QUIC beyond doubt, so that its streams are handshakes without records. */
export function isQuic({ quic }: Flow): boolean {
  return quic?.clientIsA !== undefined;
}

/** A part of a DTLS handshake that was captured whole. */
function isDtls({ bytes, at, end, length }: Packet): boolean {
  return bytes[at] === HANDSHAKE && DTLS.includes(bytes[at + 1] as number) && end - at === length;
}

/** Takes all packets of a datagram (RFC 9000 §12.2). */
function takeQuic(flow: Flow, { bytes, at, end, length }: Packet, side: Side, other: Side): void {
  for (let from = at; !flow.quic?.spent; ) {
    const header = longHeaderAt(bytes, from, end);
    if (header === undefined) return;
    flow.quic ??= new Exchange();
    const opened = flow.quic.open(bytes, header, length, side === flow.a);
    if (opened?.isNew) {
      side.restart();
      other.restart();
      other.candidate = false;
    }
    if (opened !== undefined) {
      const { frames } = opened;
      eachCrypto(frames, (offset, start, to) => side.keep(frames, start, to, offset));
    }
    from = header.end;
  }
}
