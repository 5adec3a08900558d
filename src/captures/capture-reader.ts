import { Classic, isClassic } from "./classic.js";
import { type CapturedConnection, connectionOf } from "./connection.js";
import { FlowTable } from "./flow-table.js";
import { readInternet } from "./internet.js";
import { isReadLink, readLink } from "./link.js";
import { OUTCOME, type Outcome, Packet } from "./packet.js";
import type { PacketTaker } from "./packet-taker.js";
import { PCAPNG_MAGIC, Pcapng } from "./pcapng.js";
import { type Framing, Records } from "./records.js";
import { readTransport } from "./transport.js";
import { u32 } from "./words.js";

/** What became of the packets: all that are of no connection, by why; the rest of `packets` are of one. */
export interface PacketCounts {
  readonly packets: number;
  /** Neither TCP nor UDP, of a link type that is not read, or the late word of a connection that is not known. */
  readonly other: number;
  /** Parts of IP datagrams, which are not put together. */
  readonly fragments: number;
  /** Cut off before the ports and flags, or of an interface that is not described. */
  readonly short: number;
}

/**
 * Whether bytes begin as a capture does: pcap in microseconds or nanoseconds, either byte order, or pcapng.
 *
 * @example isCapture(Uint8Array.of(0x0a, 0x0d, 0x0d, 0x0a)); // => true
 */
export function isCapture(head: Uint8Array): boolean {
  if (head.length < 4) return false;
  const magic = u32(head, 0);
  return magic === PCAPNG_MAGIC || isClassic(magic);
}

/**
 * Reads the TCP connections and UDP exchanges of a capture whose bytes come in pieces of any size, as Zeek's conn.log would
 * have them: one for each SYN. Memory is bounded whatever the capture holds. Nothing is thrown, whatever the bytes are, but
 * what `onConnection` throws: damage ends the reading, and `damage` tells of it. `onConnection` is called in the order of
 * first packets, most of it at the end; with tens of thousands of connections at a time, earlier and not quite in order.
 *
 * Where it differs from Zeek: packets without payload that belong to no connection are none (Zeek logs them as OTH);
 * acknowledgements do not add to the other end's bytes; ports do not tell who called whom where the SYN is missing.
 *
 * @example
 * const seen = [];
 * const reader = new CaptureReader((connection) => seen.push(connection));
 * reader.write(new Uint8Array([0xa1, 0xb2, 0xc3, 0xd4, 0, 2]));
 * reader.end();
 * reader.damage; // => "cut off in its header"
 */
export class CaptureReader {
  readonly #packet = new Packet();
  readonly #flows: FlowTable;
  readonly #magic: number[] = [];
  #framing: Framing | undefined;
  #records: Records | undefined;
  #damage: string | undefined;
  #counts = { packets: 0, other: 0, fragments: 0, short: 0 };
  readonly #unread = new Map<number, number>();

  constructor(onConnection: (connection: CapturedConnection) => void) {
    this.#flows = new FlowTable((flow) => onConnection(connectionOf(flow)));
  }

  /** The packets so far. */
  get counts(): PacketCounts {
    return this.#counts;
  }

  /** Packets of link types that are not read, by the number of the type; some of `other`. */
  get unread(): ReadonlyMap<number, number> {
    return this.#unread;
  }

  /** Connections that were cut in two because more than 32,768 were open at a time; of some the second part is turned round. */
  get crowdedOut(): number {
    return this.#flows.crowdedOut;
  }

  /** Why the reading ended before the bytes did, or that they ended too early; undefined while all is well. */
  get damage(): string | undefined {
    return this.#damage ?? this.#framing?.damage;
  }

  /** Takes the next bytes; after damage they are passed over. */
  write(chunk: Uint8Array): void {
    let at = 0;
    while (this.#records === undefined && this.#damage === undefined && at < chunk.length) {
      this.#magic.push(chunk[at++] as number);
      if (this.#magic.length === 4) this.#open(Uint8Array.from(this.#magic));
    }
    this.#records?.write(at === 0 ? chunk : chunk.subarray(at));
  }

  /** The capture is over, or was cut off when `broken`: hands on the connections that are left. */
  end(broken = false): void {
    if (this.damage === undefined) {
      const began = this.#framing !== undefined && !this.#isInHeader();
      if (!began) this.#damage = "cut off in its header";
      else if (this.#records?.inside) this.#damage = "cut off in a packet";
      else if (broken) this.#damage = "cut off between two packets";
    }
    this.#flows.end();
  }

  #isInHeader(): boolean {
    return this.#framing instanceof Classic && this.#framing.header === 24;
  }

  #open(magic: Uint8Array): void {
    if (!isCapture(magic)) {
      this.#damage = "not a capture";
      return;
    }
    const taker: PacketTaker = {
      take: (linkType, time, bytes, at, end, length) =>
        this.#take(linkType, time, bytes, at, end, length),
      skip: () => {
        this.#counts.packets++;
        this.#counts.short++;
      },
    };
    const pcapng = u32(magic, 0) === PCAPNG_MAGIC;
    this.#framing = pcapng ? new Pcapng(taker) : new Classic(taker);
    this.#records = new Records(this.#framing);
    this.#records.write(magic);
  }

  #take(
    linkType: number,
    time: number,
    bytes: Uint8Array,
    at: number,
    end: number,
    length: number,
  ): void {
    const packet = this.#packet;
    packet.bytes = bytes;
    packet.at = at;
    packet.end = end;
    // A length on the wire below what was captured is damaged.
    packet.wireEnd = at + Math.max(length, end - at);
    packet.time = time;
    const number = ++this.#counts.packets;
    if (!isReadLink(linkType)) this.#unread.set(linkType, (this.#unread.get(linkType) ?? 0) + 1);
    const outcome = outcomeOf(packet, linkType);
    if (outcome === OUTCOME.fragment) this.#counts.fragments++;
    else if (outcome === OUTCOME.short) this.#counts.short++;
    else if (outcome === OUTCOME.other) this.#counts.other++;
    else if (!this.#flows.take(packet, number)) this.#counts.other++;
  }
}

/** Reads the packet from its link layer to its payload. */
function outcomeOf(packet: Packet, linkType: number): Outcome {
  const link = readLink(packet, linkType);
  if (link !== OUTCOME.segment) return link;
  const internet = readInternet(packet);
  return internet === OUTCOME.segment ? readTransport(packet) : internet;
}
