import { sizeOfTls } from "./captured-tls.js";
import { Flow } from "./flow.js";
import { headSizeOf, searchHellos } from "./flow-hellos.js";
import { FlowIndex, hashOf } from "./flow-index.js";
import { FLAG, type Packet, PROTOCOL } from "./packet.js";
import { beginsTcp, type Part, partOfTcp, TCP_IDLE, TCP_LINGER, takeTcp } from "./tcp.js";
import { takeUdp } from "./udp.js";

/** Silence after which the next datagram is another connection, as Zeek's udp_inactivity_timeout has it: milliseconds. */
const UDP_IDLE = 60_000;

/** Connections that are held: one costs about 1.5 KB with all that is known of its TLS. */
const MOST_FLOWS = 32_768;
/** The part of them that is let go of at once when there are more, at the least. */
const LET_GO = 1 / 8;
/** Bytes of streams' beginnings that are held, and of what hellos told: made to be large, a hello tells 100 KB. */
const MOST_HEAD_BYTES = 8 * 1024 * 1024;
const MOST_TLS_BYTES = 16 * 1024 * 1024;
/**
 * The connections of a capture while their packets come, in bounded memory. They are handed on in the order of their first
 * packets at the end, and before that whenever there are too many: first those that are over or closed, then those that nobody
 * answered, then those that were silent for the longest time.
 */
export class FlowTable {
  readonly #onFlow: (flow: Flow) => void;
  readonly #index = new FlowIndex();
  #oldest: Flow | undefined;
  #newest: Flow | undefined;
  #size = 0;
  #headBytes = 0;
  #tlsBytes = 0;
  #crowdedOut = 0;

  constructor(onFlow: (flow: Flow) => void) {
    this.#onFlow = onFlow;
  }

  /** Takes a TCP or UDP packet, the `number`th of the capture; false when it belongs to no connection. */
  take(packet: Packet, number: number): boolean {
    const hash = hashOf(packet);
    const known = this.#index.find(packet, hash);
    const udp = packet.protocol === PROTOCOL.udp;
    if (known === undefined) {
      if (!udp && !beginsTcp(packet)) return false;
      this.#add(this.#begin(packet, number, hash), packet);
      return true;
    }
    const part = partOf(known, packet, udp);
    if (part === "same") this.#add(known, packet);
    else if (part === "next") this.#addNext(known, packet, number);
    return part !== "nothing";
  }

  /** How many were let go of although both ends had spoken and might go on: what follows counts as another connection. */
  get crowdedOut(): number {
    return this.#crowdedOut;
  }

  /** Hands on all that are left. */
  end(): void {
    while (this.#oldest !== undefined) this.#letGo(this.#oldest);
  }

  #addNext(known: Flow, packet: Packet, number: number): void {
    const isOpening = (packet.flags & FLAG.syn) !== 0 || packet.protocol === PROTOCOL.udp;
    const fromSource = known.isForward(packet) !== known.reversed;
    this.#close(known);
    const flow = this.#begin(packet, number, known.hash);
    // Silence changes nothing about who called whom.
    if (!isOpening) flow.reversed = !fromSource;
    this.#add(flow, packet);
  }

  #add(flow: Flow, packet: Packet): void {
    const before = headSizeOf(flow);
    const forward = flow.isForward(packet);
    const side = forward ? flow.a : flow.b;
    const other = forward ? flow.b : flow.a;
    if (flow.protocol === PROTOCOL.udp) {
      takeUdp(flow, packet, side, other);
    } else {
      takeTcp(flow, packet, side, other);
    }
    if (!side.watched || packet.length === 0) return;
    this.#headBytes -= before;
    this.#search(flow, false);
    if (this.#headBytes > MOST_HEAD_BYTES) this.#forgetHeads();
  }

  #begin(packet: Packet, number: number, hash: number): Flow {
    if (this.#size >= MOST_FLOWS || this.#tlsBytes > MOST_TLS_BYTES) this.#makeRoom(packet.time);
    const flow = new Flow(packet, number, hash);
    if ((packet.flags & FLAG.syn) !== 0) {
      flow.reversed = (packet.flags & FLAG.ack) !== 0;
      (flow.reversed ? flow.a : flow.b).candidate = false;
    }
    const crowdedOut = this.#index.add(flow);
    if (crowdedOut !== undefined) this.#close(crowdedOut);
    flow.older = this.#newest;
    if (this.#newest === undefined) this.#oldest = flow;
    else this.#newest.newer = flow;
    this.#newest = flow;
    this.#size++;
    return flow;
  }

  /** Ends a connection: it waits only for its turn to be handed on. */
  #close(flow: Flow): void {
    this.#headBytes -= headSizeOf(flow);
    this.#search(flow, true);
    flow.over = true;
    this.#index.remove(flow);
  }

  #letGo(flow: Flow): void {
    if (!flow.over) this.#close(flow);
    const { older, newer } = flow;
    if (older === undefined) this.#oldest = newer;
    else older.newer = newer;
    if (newer === undefined) this.#newest = older;
    else newer.older = older;
    flow.older = flow.newer = undefined;
    this.#size--;
    this.#tlsBytes -= sizeOfTls(flow.tls);
    this.#onFlow(flow);
  }

  #makeRoom(now: number): void {
    const wanted = Math.floor(this.#size * (1 - LET_GO));
    this.#letGoWhere((flow) => isOver(flow, now), 0);
    this.#letGoWhere((flow) => flow.closed, wanted);
    this.#letGoWhere((flow) => !flow.b.syn && flow.b.sent === 0, wanted);
    if (this.#size <= wanted) return;
    const silent = [...this.#held()].sort((a, b) => a.last - b.last);
    for (const flow of silent.slice(0, this.#size - wanted)) {
      this.#crowdedOut++;
      this.#letGo(flow);
    }
  }

  /** Lets go of connections, the oldest first, while there are more than `wanted`. */
  #letGoWhere(is: (flow: Flow) => boolean, wanted: number): void {
    for (const flow of this.#held()) {
      if (this.#size <= wanted) return;
      if (is(flow)) this.#letGo(flow);
    }
  }

  /** Those that are held, the oldest first; the one at hand may be let go of. */
  *#held(): Generator<Flow> {
    for (let flow = this.#oldest; flow !== undefined; ) {
      const { newer } = flow;
      yield flow;
      flow = newer;
    }
  }

  /** Searches for the last time what the oldest connections hold, until half of the memory is free. */
  #forgetHeads(): void {
    let flow = this.#oldest;
    for (; flow !== undefined && this.#headBytes > MOST_HEAD_BYTES / 2; flow = flow.newer) {
      this.#headBytes -= headSizeOf(flow);
      this.#search(flow, true);
    }
  }

  /** Looks for hellos, and adds what they and the streams take now. */
  #search(flow: Flow, complete: boolean): void {
    this.#tlsBytes -= sizeOfTls(flow.tls);
    searchHellos(flow, complete);
    this.#tlsBytes += sizeOfTls(flow.tls);
    this.#headBytes += headSizeOf(flow);
  }
}

function partOf(flow: Flow, packet: Packet, udp: boolean): Part {
  if (udp) return packet.time - flow.last > UDP_IDLE ? "next" : "same";
  const forward = flow.isForward(packet);
  return partOfTcp(flow, packet, forward ? flow.a : flow.b, forward ? flow.b : flow.a);
}

/** Whether no packet after this time would be part of it. */
function isOver(flow: Flow, now: number): boolean {
  const idle = flow.protocol === PROTOCOL.udp ? UDP_IDLE : TCP_IDLE;
  return (
    flow.over || now - flow.last > idle || (flow.closed && !(now - flow.closedAt <= TCP_LINGER))
  );
}
