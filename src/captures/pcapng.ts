import { type Interface, interfaceAt } from "./interface.js";
import type { PacketTaker } from "./packet-taker.js";
import { type Framing, LONGEST, LONGEST_PACKET } from "./records.js";
import { ticksToMilliseconds } from "./ticks.js";
import { u16, u16le, u32, u32le } from "./words.js";

/** Block types; all others are passed over. */
const BLOCK = {
  section: 0x0a0d0d0a,
  interface: 1,
  /** Obsolete, of which old captures consist. */
  packet: 2,
  simplePacket: 3,
  enhancedPacket: 6,
} as const;

const ORDER = 0x1a2b3c4d;
const MOST_INTERFACES = 65_536;

/** The first four bytes of every pcapng file: the type of its first block, the same in both byte orders. */
export const PCAPNG_MAGIC: number = BLOCK.section;

/**
 * A pcapng capture: sections in either byte order, each with its interfaces and packets.
 *
 * @see https://datatracker.ietf.org/doc/html/draft-ietf-opsawg-pcapng
 */
export class Pcapng implements Framing {
  readonly #taker: PacketTaker;
  #little = false;
  #interfaces: Interface[] = [];
  /** Type, length, and of a section header the mark that tells its byte order; no block is shorter. */
  readonly header = 12;
  damage: string | undefined;

  constructor(taker: PacketTaker) {
    this.#taker = taker;
  }

  lengthAt(bytes: Uint8Array, at: number): number {
    if (u32(bytes, at) === BLOCK.section) {
      this.#little = u32le(bytes, at + 8) === ORDER;
      if (!this.#little && u32(bytes, at + 8) !== ORDER) return this.#fail("no byte-order mark");
    }
    const length = this.#u32(bytes, at + 4);
    if (length < 12 || length % 4 !== 0) return this.#fail(`a block of ${length} bytes`);
    return length;
  }

  take(bytes: Uint8Array, at: number, end: number): void {
    const length = this.#u32(bytes, at + 4);
    // The end of a block that is longer than what is looked at was not kept.
    if (length <= LONGEST && this.#u32(bytes, end - 4) !== length) {
      this.#fail("a block with two different lengths");
      return;
    }
    const type = this.#u32(bytes, at);
    const body = Math.min(end, at + length - 4);
    if (type === BLOCK.section) this.#interfaces = [];
    else if (type === BLOCK.interface) this.#takeInterface(bytes, at, body);
    else if (type === BLOCK.enhancedPacket) this.#takePacket(bytes, at, body, 0);
    else if (type === BLOCK.packet) this.#takePacket(bytes, at, body, 2);
    else if (type === BLOCK.simplePacket) this.#takeSimple(bytes, at, body);
  }

  #takeInterface(bytes: Uint8Array, at: number, end: number): void {
    if (at + 16 > end) this.#fail("an interface without link type");
    else if (this.#interfaces.length >= MOST_INTERFACES) this.#fail("too many interfaces");
    else this.#interfaces.push(interfaceAt(bytes, at + 8, end, this.#little));
  }

  /** An Enhanced Packet Block, or one of the obsolete kind, whose interface takes only the first two bytes. */
  #takePacket(bytes: Uint8Array, at: number, end: number, width: 0 | 2): void {
    if (at + 28 > end) {
      this.#fail("a packet without lengths");
      return;
    }
    const id = width === 2 ? this.#u16(bytes, at + 8) : this.#u32(bytes, at + 8);
    const captured = this.#u32(bytes, at + 20);
    if (captured > LONGEST_PACKET || captured > end - at - 28) {
      this.#fail(`a packet of ${captured} bytes in a smaller block`);
      return;
    }
    const from = this.#interfaces[id];
    if (from === undefined) {
      this.#taker.skip();
      return;
    }
    const time = ticksToMilliseconds(
      this.#u32(bytes, at + 12),
      this.#u32(bytes, at + 16),
      from.clock,
    );
    const data = at + 28;
    const length = this.#u32(bytes, at + 24);
    this.#taker.take(from.linkType, time, bytes, data, data + captured, length);
  }

  /** A packet of the first interface, without time; how much of it is there, the interface's limit tells. */
  #takeSimple(bytes: Uint8Array, at: number, end: number): void {
    const [from] = this.#interfaces;
    if (from === undefined || at + 12 > end) {
      this.#taker.skip();
      return;
    }
    const length = this.#u32(bytes, at + 8);
    const data = at + 12;
    const captured = Math.min(length, end - data, from.snapLength || length);
    this.#taker.take(from.linkType, Number.NaN, bytes, data, data + captured, length);
  }

  #fail(reason: string): number {
    this.damage = reason;
    return 0;
  }

  #u32(bytes: Uint8Array, at: number): number {
    return this.#little ? u32le(bytes, at) : u32(bytes, at);
  }

  #u16(bytes: Uint8Array, at: number): number {
    return this.#little ? u16le(bytes, at) : u16(bytes, at);
  }
}
