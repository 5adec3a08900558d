import { FLAG, type Packet } from "./packet.js";
import { StreamHead } from "./stream-head.js";

/** The largest window TCP can have (RFC 7323 §2.3): a sequence number farther ahead than this is not believed. */
const LARGEST_WINDOW = 2 ** 30;

/** The type of a DTLS record with a handshake, and the first byte of its version: 1.0 and 1.2, and OpenSSL's before them. */
const HANDSHAKE = 22;
const DTLS: readonly number[] = [0xfe, 0x01];

/** One direction of a TCP connection or UDP exchange. */
export class Side {
  /** Whether the first sequence number is known. */
  started = false;
  /** Whether that is a SYN's. */
  syn = false;
  fin = false;
  /** Sequence number of the first byte of payload. */
  base = 0;
  /** Bytes of payload: TCP's highest offset seen, so that what was not captured counts; UDP's sum. */
  sent = 0;
  /** The beginning of the stream while it is looked at; `watched` is over once that is done. */
  head: StreamHead | undefined;
  watched = true;
  /** Whether a ClientHello may come from here. */
  candidate = true;
  /** Where the search for a hello goes on, and the length of the stream when it was last made. */
  from = 0;
  searched = 0;

  /** Where a TCP segment's payload lies in the stream, by the 32-bit distance to the highest byte so far. */
  offsetOf({ sequence, flags }: Packet): number {
    const first = (flags & FLAG.syn) === 0 ? sequence : sequence + 1;
    return this.sent + ((first - this.base - this.sent) | 0);
  }

  /** Takes note of a segment: where the stream begins and how far it goes. */
  take(packet: Packet): void {
    const { sequence, flags, length } = packet;
    const syn = (flags & FLAG.syn) !== 0;
    if (!this.started && (syn || length > 0)) {
      this.started = true;
      this.base = syn ? (sequence + 1) >>> 0 : sequence;
    }
    if (syn) this.syn = true;
    if (!this.started) return;
    const offset = this.offsetOf(packet);
    const fin = (flags & FLAG.fin) !== 0;
    if ((length > 0 || fin) && offset - this.sent <= LARGEST_WINDOW) {
      this.sent = Math.max(this.sent, offset + length);
      if (length > 0) this.keep(packet, offset);
    }
  }

  /** Takes a datagram: the stream is those with a DTLS handshake, in the order of their capture. */
  takeDatagram(packet: Packet): void {
    this.sent += packet.length;
    const { bytes, at, end, length } = packet;
    // Most of UDP is something else, and is not kept.
    const isDtls = bytes[at] === HANDSHAKE && DTLS.includes(bytes[at + 1] as number);
    if (isDtls && end - at === length) this.keep(packet, this.head?.length ?? 0);
  }

  /** Keeps what the capture holds of the stream's beginning. */
  keep({ bytes, at, end }: Packet, offset: number): void {
    if (!this.watched || at >= end) return;
    this.head ??= new StreamHead();
    this.head.put(bytes, at, end, offset);
  }

  /** Lets go of the stream. */
  forget(): void {
    this.watched = false;
    this.head = undefined;
  }
}
