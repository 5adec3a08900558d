import { varint, varintSize } from "./varint.js";

/** Frames that an Initial packet may hold (RFC 9000 §12.4), but for the one that closes the connection. */
const FRAME = { padding: 0, ping: 1, ack: 2, ackWithCounts: 3, crypto: 6 } as const;

/**
 * Calls `take` with each piece of the handshake in the frames of an Initial packet: its offset in the stream, and where it
 * stands, `frames[from, to)`. PADDING, PING and ACK are passed over. Ends at a frame that does not belong there, or is
 * longer than the packet.
 */
export function eachCrypto(
  frames: Uint8Array,
  take: (offset: number, from: number, to: number) => void,
): void {
  const end = frames.length;
  for (let at = 0; at < end; ) {
    const type = frames[at++] as number;
    if (type === FRAME.padding || type === FRAME.ping) continue;
    if (type === FRAME.crypto) {
      const offset = varint(frames, at, end);
      const lengthAt = at + varintSize(frames[at] as number);
      const length = varint(frames, lengthAt, end);
      const from = lengthAt + varintSize(frames[lengthAt] as number);
      if (!(length <= end - from)) return;
      at = from + length;
      take(offset, from, at);
    } else if (type === FRAME.ack || type === FRAME.ackWithCounts) {
      at = ackEnd(frames, at, type === FRAME.ackWithCounts);
    } else return;
  }
}

/** Where an ACK frame ends (RFC 9000 §19.3); beyond the packet where it is cut off. */
function ackEnd(frames: Uint8Array, start: number, withCounts: boolean): number {
  const end = frames.length;
  // Largest number, delay, count of ranges, first range; then a gap and a length for each range, then the counts of ECN.
  let at = start;
  let left = 4;
  for (let field = 0; left > 0; field++, left--) {
    const value = varint(frames, at, end);
    if (Number.isNaN(value)) return end;
    if (field === 2) left += value * 2 + (withCounts ? 3 : 0);
    at += varintSize(frames[at] as number);
  }
  return at;
}
