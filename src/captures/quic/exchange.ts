import { initialKeys, type Sender } from "./initial-keys.js";
import type { LongHeader } from "./long-header.js";
import { openInitial } from "./open-initial.js";

/** IDs that keys are made of: the client's first, and one for each Retry or new beginning. */
const MOST_IDS = 4;

/** Packets that are opened, and tries that fail: enough for losses and repetitions, too few to be kept busy with. */
const MOST_OPENED = 64;
const MOST_FAILED = 8;

/** A client's first ID has so many bytes at least (RFC 9000 §7.2); after a Retry the server chooses. */
const SHORTEST_FIRST_ID = 8;

/** A client's datagram with an Initial packet has so many bytes at least (RFC 9000 §14.1): no server answers others. */
const SHORTEST_DATAGRAM = 1200;

/** An Initial packet's frames, and whether they are the first of a beginning, so that what came before does not count. */
export interface Opened {
  readonly frames: Uint8Array;
  readonly isNew: boolean;
}

/** What is known of the keys of two ends that may speak QUIC. */
export class Exchange {
  /** Whether the client is the side of the flow's first packet; undefined until a packet of its was opened. */
  clientIsA: boolean | undefined;
  /** The newest first; whether a packet of the client's was opened with it. */
  readonly #ids: { readonly id: Uint8Array; used: boolean }[] = [];
  #opened = 0;
  #failed = 0;

  /** Whether nothing more will be opened. */
  get spent(): boolean {
    return this.#failed >= MOST_FAILED || this.#opened >= MOST_OPENED;
  }

  /**
   * Opens an Initial packet out of a datagram of `size` bytes, or takes note of a Retry; undefined where there is nothing
   * to read.
   */
  open(bytes: Uint8Array, header: LongHeader, size: number, fromA: boolean): Opened | undefined {
    const isClient = this.clientIsA === undefined || this.clientIsA === fromA;
    if (header.kind === "retry" && !isClient) this.#remember(header.source, false);
    if (header.kind !== "initial") return undefined;
    const sender = isClient ? "client" : "server";
    for (const known of this.#ids) {
      const frames = this.#try(bytes, header, known.id, sender);
      if (frames === undefined) continue;
      const isNew = isClient && !known.used;
      known.used ||= isClient;
      return { frames, isNew };
    }
    const mayBegin = isClient && size >= SHORTEST_DATAGRAM;
    return mayBegin ? this.#begin(bytes, header, fromA) : undefined;
  }

  /** Opens a packet that may be the first of its client, or the first after a negotiation or a Retry. */
  #begin(bytes: Uint8Array, header: LongHeader, fromA: boolean): Opened | undefined {
    const { destination, hasToken } = header;
    if (destination.length < SHORTEST_FIRST_ID && !hasToken) return undefined;
    if (this.#ids.length >= MOST_IDS || this.#knows(destination)) return undefined;
    const frames = this.#try(bytes, header, destination, "client");
    if (frames === undefined) return undefined;
    this.clientIsA = fromA;
    this.#remember(destination, true);
    return { frames, isNew: true };
  }

  #try(
    bytes: Uint8Array,
    header: LongHeader,
    id: Uint8Array,
    sender: Sender,
  ): Uint8Array | undefined {
    if (this.spent) return undefined;
    const frames = openInitial(bytes, header, initialKeys(header.version, id, sender));
    if (frames === undefined) this.#failed++;
    else this.#opened++;
    return frames;
  }

  #remember(id: Uint8Array, used: boolean): void {
    // What was there first stays: Retries are easily made up.
    if (this.#ids.length >= MOST_IDS || this.#knows(id)) return;
    // The datagram is only lent.
    this.#ids.unshift({ id: id.slice(), used });
  }

  #knows(id: Uint8Array): boolean {
    return this.#ids.some((known) => isSame(known.id, id));
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
