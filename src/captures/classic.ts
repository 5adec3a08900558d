import type { PacketTaker } from "./packet-taker.js";
import { type Framing, LONGEST_PACKET } from "./records.js";
import { u32, u32le } from "./words.js";

const FILE_HEADER = 24;
const PACKET_HEADER = 16;

/** The first four bytes, as a number with the highest byte first: microseconds and nanoseconds, in both byte orders. */
const MAGIC = {
  micro: 0xa1b2c3d4,
  microSwapped: 0xd4c3b2a1,
  nano: 0xa1b23c4d,
  nanoSwapped: 0x4d3cb2a1,
};

/** Whether a file that begins with this number is a classic capture. */
export function isClassic(magic: number): boolean {
  return Object.values(MAGIC).includes(magic);
}

/**
 * A classic capture: a file header with the link type, then packets, each with its time and two lengths.
 *
 * @see https://datatracker.ietf.org/doc/html/draft-ietf-opsawg-pcap
 */
export class Classic implements Framing {
  readonly #taker: PacketTaker;
  #read = u32;
  #perMillisecond = 1000;
  #linkType = -1;
  header: number = FILE_HEADER;
  damage: string | undefined;

  constructor(taker: PacketTaker) {
    this.#taker = taker;
  }

  lengthAt(bytes: Uint8Array, at: number): number {
    if (this.header === FILE_HEADER) return FILE_HEADER;
    const captured = this.#read(bytes, at + 8);
    if (captured <= LONGEST_PACKET) return PACKET_HEADER + captured;
    this.damage = `a packet of ${captured} bytes, more than any capture holds`;
    return 0;
  }

  take(bytes: Uint8Array, at: number, end: number): void {
    if (this.header === FILE_HEADER) {
      this.#takeFileHeader(bytes, at);
      return;
    }
    const read = this.#read;
    const time = read(bytes, at) * 1000 + read(bytes, at + 4) / this.#perMillisecond;
    this.#taker.take(this.#linkType, time, bytes, at + PACKET_HEADER, end, read(bytes, at + 12));
  }

  #takeFileHeader(bytes: Uint8Array, at: number): void {
    const magic = u32(bytes, at);
    const swapped = magic === MAGIC.microSwapped || magic === MAGIC.nanoSwapped;
    this.#read = swapped ? u32le : u32;
    this.#perMillisecond = magic === MAGIC.micro || magic === MAGIC.microSwapped ? 1e3 : 1e6;
    // The upper half tells of checksums behind each packet.
    this.#linkType = this.#read(bytes, at + 20) & 0xffff;
    this.header = PACKET_HEADER;
  }
}
