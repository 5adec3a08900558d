import { parseIPv4 } from "../../src/network/ipv4.js";
import { parseIPv6 } from "../../src/network/ipv6.js";

/** Bytes of a packet on the wire, and when it passed: seconds since 2026-11-22. */
export interface Frame {
  readonly second: number;
  readonly bytes: Uint8Array;
  /** Bytes on the wire, where more than were captured. */
  readonly length?: number;
}

/** What a TCP segment or UDP datagram is made of; numbers that are left out are 0. */
export interface Segment {
  readonly from: string;
  readonly to: string;
  readonly protocol?: "tcp" | "udp";
  /** Letters of SYN, ACK, FIN and RST. */
  readonly flags?: string;
  readonly sequence?: number;
  readonly payload?: Uint8Array | number;
}

const FLAGS: Readonly<Record<string, number>> = { F: 1, S: 2, R: 4, A: 16 };

/** Bytes of numbers and other bytes, one after the other. */
export function join(...parts: readonly (number | readonly number[] | Uint8Array)[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === "number" ? [part] : [...part])));
}

/** A number as two bytes, the high one first. */
export function two(value: number): number[] {
  return [(value >>> 8) & 255, value & 255];
}

/** A number as four bytes, the highest one first. */
export function four(value: number): number[] {
  return [...two(value >>> 16), ...two(value)];
}

/** A segment from its ports on. `from` and `to` end in a port: `10.0.0.1 5000`. */
export function transport(segment: Segment): Uint8Array {
  const { from, to, protocol = "tcp", flags = "", sequence = 0, payload = 0 } = segment;
  const data = typeof payload === "number" ? new Uint8Array(payload).fill(120) : payload;
  const ports = [...two(portOf(from)), ...two(portOf(to))];
  if (protocol === "udp") return join(ports, two(8 + data.length), two(0), data);
  const bits = [...flags].reduce((sum, letter) => sum + (FLAGS[letter] as number), 0);
  return join(ports, four(sequence), four(0), 0x50, bits, two(1024), four(0), data);
}

/** An IPv4 datagram around a segment. */
export function ipv4(
  segment: Segment,
  more: { options?: number; fragment?: number } = {},
): Uint8Array {
  const { options = 0, fragment = 0 } = more;
  const inner = transport(segment);
  const header = 20 + options * 4;
  const protocol = segment.protocol === "udp" ? 17 : 6;
  return join(
    [0x40 | (header / 4), 0, ...two(header + inner.length), 0, 0, ...two(fragment), 64, protocol],
    [0, 0, ...addressBytes(segment.from), ...addressBytes(segment.to)],
    new Array(options * 4).fill(1),
    inner,
  );
}

/** An IPv6 datagram around a segment, with extension headers: `[type, bytes]`, the first of which are filled in. */
export function ipv6(
  segment: Segment,
  extensions: readonly (readonly [number, number[]])[] = [],
): Uint8Array {
  const protocol = segment.protocol === "udp" ? 17 : 6;
  const types = [...extensions.map(([type]) => type), protocol];
  const headers = extensions.map(([, bytes], i) => join(types[i + 1] as number, bytes.slice(1)));
  const inner = join(...headers, transport(segment));
  return join(
    [0x60, 0, 0, 0, ...two(inner.length), types[0] as number, 64],
    [...addressBytes(segment.from), ...addressBytes(segment.to)],
    inner,
  );
}

/** An IP datagram of whichever family the addresses are. */
export function datagram(segment: Segment): Uint8Array {
  return segment.from.includes(":") ? ipv6(segment) : ipv4(segment);
}

/** An Ethernet frame around an IP datagram, with tags of these EtherTypes. */
export function ethernet(inner: Uint8Array, tags: readonly number[] = []): Uint8Array {
  const type = (inner[0] as number) >> 4 === 6 ? 0x86dd : 0x0800;
  return join(new Array(12).fill(2), ...tags.map((tag) => [...two(tag), 0, 7]), two(type), inner);
}

/** A frame of a segment at a second. */
export function frame(second: number, segment: Segment): Frame {
  return { second, bytes: ethernet(datagram(segment)) };
}

function portOf(endpoint: string): number {
  return Number(endpoint.split(" ")[1]);
}

function addressBytes(endpoint: string): number[] {
  const [address = ""] = endpoint.split(" ");
  const v4 = parseIPv4(address);
  return v4 === undefined ? (parseIPv6(address) ?? []).flatMap(two) : four(v4);
}
