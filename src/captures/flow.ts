import type { CapturedTls } from "./captured-tls.js";
import type { Packet } from "./packet.js";
import type { Exchange } from "./quic/exchange.js";
import { Side } from "./side.js";

/** One connection while its packets are read. */
export class Flow {
  readonly hash: number;
  readonly family: number;
  readonly protocol: number;
  /** The side of the first packet, a, and the other one, b. */
  readonly a0: number;
  readonly a1: number;
  readonly a2: number;
  readonly a3: number;
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly b3: number;
  readonly aPort: number;
  readonly bPort: number;
  readonly a: Side = new Side();
  readonly b: Side = new Side();
  /** Number of the first packet in the capture, from 1. */
  readonly packet: number;
  /** Epoch milliseconds of the first packet and of the newest one; NaN while none had a time. */
  first: number;
  last: number;
  /** When a RST, or a FIN from both, was seen; NaN while open, and beside `closed` where packets have no time. */
  closed = false;
  closedAt: number = Number.NaN;
  /** Whether no packet will be taken any more. */
  over = false;
  /** Whether b is the source: the first packet was an answer, or b sent the ClientHello. */
  reversed = false;
  tls: CapturedTls | undefined;
  /** Where packets came that may be of QUIC, while hellos are looked for. */
  quic: Exchange | undefined;
  /** The next older one with the same hash. */
  chained: Flow | undefined;
  /** The flows before and after this one in the order of their first packets. */
  older: Flow | undefined;
  newer: Flow | undefined;

  constructor(packet: Packet, number: number, hash: number) {
    this.hash = hash;
    this.family = packet.family;
    this.protocol = packet.protocol;
    this.a0 = packet.source0;
    this.a1 = packet.source1;
    this.a2 = packet.source2;
    this.a3 = packet.source3;
    this.b0 = packet.destination0;
    this.b1 = packet.destination1;
    this.b2 = packet.destination2;
    this.b3 = packet.destination3;
    this.aPort = packet.sourcePort;
    this.bPort = packet.destinationPort;
    this.packet = number;
    this.first = this.last = packet.time;
  }

  /** Whether the packet goes from a to b. */
  isForward(p: Packet): boolean {
    return (
      this.a0 === p.source0 &&
      this.b0 === p.destination0 &&
      this.aPort === p.sourcePort &&
      this.bPort === p.destinationPort &&
      this.a1 === p.source1 &&
      this.a2 === p.source2 &&
      this.a3 === p.source3 &&
      this.b1 === p.destination1 &&
      this.b2 === p.destination2 &&
      this.b3 === p.destination3
    );
  }

  /** Whether the packet goes from b to a. */
  isBackward(p: Packet): boolean {
    return (
      this.b0 === p.source0 &&
      this.a0 === p.destination0 &&
      this.bPort === p.sourcePort &&
      this.aPort === p.destinationPort &&
      this.b1 === p.source1 &&
      this.b2 === p.source2 &&
      this.b3 === p.source3 &&
      this.a1 === p.destination1 &&
      this.a2 === p.destination2 &&
      this.a3 === p.destination3
    );
  }

  /** Whether the packet is of the same protocol and between the same endpoints, in either direction. */
  holds(p: Packet): boolean {
    if (this.protocol !== p.protocol || this.family !== p.family) return false;
    return this.isForward(p) || this.isBackward(p);
  }

  /** Notes the packet's time, if it has one. */
  touch({ time }: Packet): void {
    if (Number.isNaN(this.first)) this.first = this.last = time;
    else if (time > this.last) this.last = time;
  }
}
