import { FLAG, type Packet } from "./packet.js";
import { StreamHead } from "./stream-head.js";

/** The largest window TCP can have (RFC 7323 §2.3): a sequence number farther ahead than this is not believed. */
const LARGEST_WINDOW = 2 ** 30;

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
      if (length > 0) this.keep(packet.bytes, packet.at, packet.end, offset);
    }
  }

  /** Keeps `bytes[from, to)`, which stand at `offset` of the stream, if they are of its beginning. */
  keep(bytes: Uint8Array, from: number, to: number, offset: number): void {
    if (!this.watched || from >= to) return;
    this.head ??= new StreamHead();
    this.head.put(bytes, from, to, offset);
  }

  /** Begins the stream anew, if it is still looked at. */
  restart(): void {
    this.head = undefined;
    this.from = this.searched = 0;
  }

  /** Lets go of the stream. */
  forget(): void {
    this.watched = false;
    this.head = undefined;
  }
}
