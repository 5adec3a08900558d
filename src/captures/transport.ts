import { OUTCOME, type Outcome, type Packet, PROTOCOL } from "./packet.js";
import { u16, u32 } from "./words.js";

/** Reads the TCP or UDP header: `segment` when the ports are known, with the payload at `packet.at`. */
export function readTransport(packet: Packet): Outcome {
  const { bytes, at, end, protocol } = packet;
  const udp = protocol === PROTOCOL.udp;
  // Of a TCP header everything up to the flags is needed; a capture may end behind it.
  if (at + (udp ? 8 : 14) > end) return OUTCOME.short;
  packet.sourcePort = u16(bytes, at);
  packet.destinationPort = u16(bytes, at + 2);
  return udp ? readUdp(packet) : readTcp(packet);
}

/** RFC 768. */
function readUdp(packet: Packet): Outcome {
  const { bytes, at, wireEnd } = packet;
  const length = u16(bytes, at + 4);
  packet.sequence = packet.flags = 0;
  // Jumbograms have a length of 0 (RFC 2675 §4); one shorter than its header is damaged.
  if (length > 0 && length < 8) return OUTCOME.short;
  return enterPayload(packet, at + 8, length === 0 ? wireEnd : Math.min(wireEnd, at + length));
}

/** RFC 9293 §3.1. */
function readTcp(packet: Packet): Outcome {
  const { bytes, at, wireEnd } = packet;
  const header = ((bytes[at + 12] as number) >> 4) * 4;
  if (header < 20 || at + header > wireEnd) return OUTCOME.short;
  packet.sequence = u32(bytes, at + 4);
  packet.flags = bytes[at + 13] as number;
  return enterPayload(packet, at + header, wireEnd);
}

function enterPayload(packet: Packet, at: number, wireEnd: number): Outcome {
  packet.length = wireEnd - at;
  packet.at = at;
  packet.end = Math.max(at, Math.min(packet.end, wireEnd));
  return OUTCOME.segment;
}
