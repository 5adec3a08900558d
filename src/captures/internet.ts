import { OUTCOME, type Outcome, type Packet, PROTOCOL } from "./packet.js";
import { u16, u32 } from "./words.js";

/** IPv6 extension headers that are walked over (RFC 8200 §4, RFC 4302, and those with the same layout). */
const EXTENSION = { hopByHop: 0, routing: 43, fragment: 44, authentication: 51 } as const;
const PLAIN_EXTENSIONS: readonly number[] = [
  EXTENSION.hopByHop,
  EXTENSION.routing,
  60,
  135,
  139,
  140,
];

/** More extension headers than this are nobody's; each takes eight bytes at least, so the walk ends in any case. */
const MOST_EXTENSIONS = 32;

/** Reads the IP header, options and extension headers included: `segment` when TCP or UDP comes next. */
export function readInternet(packet: Packet): Outcome {
  return packet.family === 4 ? readIPv4(packet) : readIPv6(packet);
}

/** RFC 791 §3.1. */
function readIPv4(packet: Packet): Outcome {
  const { bytes, at, end } = packet;
  if (at + 20 > end) return OUTCOME.short;
  const first = bytes[at] as number;
  const header = (first & 15) * 4;
  if (first >> 4 !== 4 || header < 20) return OUTCOME.other;
  packet.protocol = bytes[at + 9] as number;
  if (packet.protocol !== PROTOCOL.tcp && packet.protocol !== PROTOCOL.udp) return OUTCOME.other;
  // An offset, or more to come; "don't fragment" is none of both.
  if ((u16(bytes, at + 6) & 0x3fff) !== 0) return OUTCOME.fragment;
  packet.source0 = u32(bytes, at + 12);
  packet.destination0 = u32(bytes, at + 16);
  packet.source1 = packet.source2 = packet.source3 = 0;
  packet.destination1 = packet.destination2 = packet.destination3 = 0;
  // What the network card is to cut into packets is captured with a length of 0.
  return enter(packet, at + header, at + (u16(bytes, at + 2) || packet.wireEnd - at));
}

/** RFC 8200 §3. */
function readIPv6(packet: Packet): Outcome {
  const { bytes, at, end } = packet;
  if (at + 40 > end) return OUTCOME.short;
  if ((bytes[at] as number) >> 4 !== 6) return OUTCOME.other;
  packet.source0 = u32(bytes, at + 8);
  packet.source1 = u32(bytes, at + 12);
  packet.source2 = u32(bytes, at + 16);
  packet.source3 = u32(bytes, at + 20);
  packet.destination0 = u32(bytes, at + 24);
  packet.destination1 = u32(bytes, at + 28);
  packet.destination2 = u32(bytes, at + 32);
  packet.destination3 = u32(bytes, at + 36);
  const wireEnd = at + 40 + (u16(bytes, at + 4) || packet.wireEnd - at - 40);
  return walkExtensions(packet, bytes[at + 6] as number, at + 40, wireEnd);
}

function walkExtensions(packet: Packet, first: number, from: number, wireEnd: number): Outcome {
  const { bytes } = packet;
  const end = Math.min(packet.end, wireEnd);
  let header = first;
  let at = from;
  for (let i = 0; i < MOST_EXTENSIONS; i++) {
    if (header === PROTOCOL.tcp || header === PROTOCOL.udp) {
      packet.protocol = header;
      return enter(packet, at, wireEnd);
    }
    if (at + 8 > end && isExtension(header)) return OUTCOME.short;
    if (header === EXTENSION.fragment) {
      // An offset of 0 and nothing to come is a whole datagram (RFC 6946).
      const whole = (u16(bytes, at + 2) & 0xfff9) === 0;
      const next = bytes[at] as number;
      if (!whole) {
        return next === PROTOCOL.tcp || next === PROTOCOL.udp ? OUTCOME.fragment : OUTCOME.other;
      }
      at += 8;
      header = next;
    } else if (header === EXTENSION.authentication) {
      header = bytes[at] as number;
      at += ((bytes[at + 1] as number) + 2) * 4;
    } else if (PLAIN_EXTENSIONS.includes(header)) {
      header = bytes[at] as number;
      at += ((bytes[at + 1] as number) + 1) * 8;
    } else {
      return OUTCOME.other;
    }
  }
  return OUTCOME.other;
}

function isExtension(header: number): boolean {
  const { fragment, authentication } = EXTENSION;
  return header === fragment || header === authentication || PLAIN_EXTENSIONS.includes(header);
}

/** The payload of IP is next: it ends where IP says, or before, where the packet does. */
function enter(packet: Packet, at: number, wireEnd: number): Outcome {
  if (at > wireEnd) return OUTCOME.other;
  packet.at = at;
  packet.wireEnd = Math.min(packet.wireEnd, wireEnd);
  packet.end = Math.min(packet.end, packet.wireEnd);
  return OUTCOME.segment;
}
