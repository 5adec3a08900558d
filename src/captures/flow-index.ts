import type { Flow } from "./flow.js";
import type { Packet } from "./packet.js";

/** More connections of one hash are no accident: the oldest of them must end, so that looking one up stays quick. */
const LONGEST_CHAIN = 64;

/** Finds the connection that a packet may be part of by what both directions share. */
export class FlowIndex {
  /** The newest connection of a hash; the others are chained to it. */
  readonly #chains = new Map<number, Flow>();

  /** The connection between the packet's endpoints; `hash` is the packet's. */
  find(packet: Packet, hash: number): Flow | undefined {
    let flow = this.#chains.get(hash);
    while (flow !== undefined && !flow.holds(packet)) flow = flow.chained;
    return flow;
  }

  /** Adds a connection; answers the one that must be removed for it, if any. */
  add(flow: Flow): Flow | undefined {
    flow.chained = this.#chains.get(flow.hash);
    this.#chains.set(flow.hash, flow);
    let length = 1;
    let next = flow.chained;
    while (next !== undefined && ++length <= LONGEST_CHAIN) next = next.chained;
    return next;
  }

  /** Removes a connection that was added. */
  remove(flow: Flow): void {
    const { hash, chained } = flow;
    flow.chained = undefined;
    let before = this.#chains.get(hash);
    if (before !== flow) {
      while (before !== undefined && before.chained !== flow) before = before.chained;
      if (before !== undefined) before.chained = chained;
    } else if (chained === undefined) this.#chains.delete(hash);
    else this.#chains.set(hash, chained);
  }
}

/** A number that is the same for both directions of a connection: 32 bits, signed. */
export function hashOf(p: Packet): number {
  let source = mix(p.source0, p.sourcePort);
  let destination = mix(p.destination0, p.destinationPort);
  if (p.family === 6) {
    source = mix(mix(mix(source, p.source1), p.source2), p.source3);
    destination = mix(mix(mix(destination, p.destination1), p.destination2), p.destination3);
  }
  return mix(source + destination, p.protocol);
}

function mix(hash: number, word: number): number {
  const mixed = Math.imul((hash ^ Math.imul(word, 0x9e3779b1)) | 0, 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}
