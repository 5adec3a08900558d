/** What became of a packet on its way through the layers. */
export const OUTCOME = {
  /** TCP or UDP, read to its payload. */
  segment: 0,
  /** Well-formed as far as it was read, but neither TCP nor UDP: ARP, ICMP, a link type that is not known. */
  other: 1,
  /** A part of an IP datagram, which is not put together. */
  fragment: 2,
  /** Cut off, by the capture or by a damaged length, before its ports and flags. */
  short: 3,
} as const;

/** A value of OUTCOME. */
export type Outcome = (typeof OUTCOME)[keyof typeof OUTCOME];

/** Transport protocols by their number in the IP header. */
export const PROTOCOL = { tcp: 6, udp: 17 } as const;

/** The flags of a TCP header (RFC 9293 §3.1). */
export const FLAG = { fin: 1, syn: 2, rst: 4, ack: 16 } as const;

/**
 * One packet while it is read: scratch that every layer writes and the next one reads, the same object for all packets
 * of a capture, so that a packet costs no memory.
 */
export class Packet {
  bytes: Uint8Array = new Uint8Array(0);
  /** What is still to be read: `bytes[at, end)` was captured, and on the wire it went on to `wireEnd`. */
  at = 0;
  end = 0;
  wireEnd = 0;
  /** Epoch milliseconds; NaN where the capture has none. */
  time: number = Number.NaN;
  /** 4 or 6. */
  family = 0;
  protocol = 0;
  /** The addresses as 32-bit words, one of IPv4 and four of IPv6. */
  source0 = 0;
  source1 = 0;
  source2 = 0;
  source3 = 0;
  destination0 = 0;
  destination1 = 0;
  destination2 = 0;
  destination3 = 0;
  sourcePort = 0;
  destinationPort = 0;
  /** TCP: the sequence number of the first byte. */
  sequence = 0;
  flags = 0;
  /** Bytes of payload on the wire; those that were captured are `bytes[at, end)`. */
  length = 0;
}
