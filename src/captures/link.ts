import { OUTCOME, type Outcome, type Packet } from "./packet.js";
import { u16, u32, u32le } from "./words.js";

/**
 * Link types whose packets are read.
 *
 * @see https://www.tcpdump.org/linktypes.html
 */
const LINK = {
  null: 0,
  ethernet: 1,
  raw: 101,
  rawBsd: 12,
  rawOpenBsd: 14,
  loop: 108,
  linuxSll: 113,
  ipv4: 228,
  ipv6: 229,
  linuxSll2: 276,
} as const;

/** EtherTypes, and the tags of IEEE 802.1Q, 802.1ad and the one in use before it. */
const ETHER = {
  ipv4: 0x0800,
  ipv6: 0x86dd,
  mpls: 0x8847,
  pppoe: 0x8864,
  tags: [0x8100, 0x88a8, 0x9100],
} as const;

/** Protocol numbers of PPP (RFC 1332, RFC 5072). */
const PPP = { ipv4: 0x0021, ipv6: 0x0057 } as const;

const READ: ReadonlySet<number> = new Set(Object.values(LINK));

/** What systems call IPv6 in a null header: Linux, Windows, NetBSD and OpenBSD, FreeBSD, Darwin. */
const IPV6_FAMILIES: readonly number[] = [10, 23, 24, 28, 30];

/** Whether packets of a link type are read at all. */
export function isReadLink(linkType: number): boolean {
  return READ.has(linkType);
}

/** Passes over the link layer: `segment` with `packet.family` set when IP comes next. */
export function readLink(packet: Packet, linkType: number): Outcome {
  switch (linkType) {
    case LINK.ethernet:
      return readEtherType(packet, 12);
    case LINK.linuxSll:
      return readEtherType(packet, 14);
    case LINK.linuxSll2:
      return readSll2(packet);
    case LINK.null:
    case LINK.loop:
      return readFamily(packet);
    case LINK.raw:
    case LINK.rawBsd:
    case LINK.rawOpenBsd:
    case LINK.ipv4:
    case LINK.ipv6:
      return readVersion(packet);
    default:
      return OUTCOME.other;
  }
}

/** An EtherType `ahead` bytes on, perhaps behind tags of four bytes each. */
function readEtherType(packet: Packet, ahead: number): Outcome {
  const { bytes, end } = packet;
  let at = packet.at + ahead;
  if (at + 2 > end) return OUTCOME.short;
  let type = u16(bytes, at);
  while (type === ETHER.tags[0] || type === ETHER.tags[1] || type === ETHER.tags[2]) {
    at += 4;
    if (at + 2 > end) return OUTCOME.short;
    type = u16(bytes, at);
  }
  packet.at = at + 2;
  return withFamily(packet, type);
}

/** Linux "cooked" v2: the protocol comes first, then 18 more bytes; a tag stands as in Ethernet. */
function readSll2(packet: Packet): Outcome {
  const { bytes, at, end } = packet;
  if (at + 20 > end) return OUTCOME.short;
  const type = u16(bytes, at);
  packet.at = at + 20;
  if (type !== ETHER.tags[0] && type !== ETHER.tags[1] && type !== ETHER.tags[2]) {
    return withFamily(packet, type);
  }
  return readEtherType(packet, 2);
}

function withFamily(packet: Packet, type: number): Outcome {
  if (type === ETHER.ipv4) packet.family = 4;
  else if (type === ETHER.ipv6) packet.family = 6;
  else if (type === ETHER.pppoe) return readPppoe(packet);
  else if (type === ETHER.mpls) return readMpls(packet);
  else return OUTCOME.other;
  return OUTCOME.segment;
}

/** A session of PPP over Ethernet: six bytes, then the protocol (RFC 2516 §4). */
function readPppoe(packet: Packet): Outcome {
  const { bytes, at, end } = packet;
  if (at + 8 > end) return OUTCOME.short;
  const protocol = u16(bytes, at + 6);
  packet.at = at + 8;
  if (protocol === PPP.ipv4) packet.family = 4;
  else if (protocol === PPP.ipv6) packet.family = 6;
  else return OUTCOME.other;
  return OUTCOME.segment;
}

/** Labels of four bytes, the last of which says so (RFC 3032 §2.1); then what IP's version tells. */
function readMpls(packet: Packet): Outcome {
  const { bytes, end } = packet;
  let isLast = false;
  while (!isLast) {
    if (packet.at + 4 > end) return OUTCOME.short;
    isLast = ((bytes[packet.at + 2] as number) & 1) === 1;
    packet.at += 4;
  }
  return readVersion(packet);
}

/** An address family in the byte order of whichever machine captured: the small number is the right one. */
function readFamily(packet: Packet): Outcome {
  const { bytes, at, end } = packet;
  if (at + 4 > end) return OUTCOME.short;
  const family = Math.min(u32(bytes, at), u32le(bytes, at));
  packet.at = at + 4;
  if (family === 2) packet.family = 4;
  else if (IPV6_FAMILIES.includes(family)) packet.family = 6;
  else return OUTCOME.other;
  return OUTCOME.segment;
}

/** No link layer: the version of IP tells. */
function readVersion(packet: Packet): Outcome {
  if (packet.at >= packet.end) return OUTCOME.short;
  packet.family = (packet.bytes[packet.at] as number) >> 4;
  return packet.family === 4 || packet.family === 6 ? OUTCOME.segment : OUTCOME.other;
}
