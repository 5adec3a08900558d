import type { Flow } from "./flow.js";
import { FLAG, type Packet } from "./packet.js";
import type { Side } from "./side.js";

/** Silence after which the next payload is another connection, as Zeek's tcp_inactivity_timeout has it: milliseconds. */
export const TCP_IDLE = 300_000;

/** How long payload may straggle in after the end (Zeek's tcp_close_delay), in milliseconds. */
export const TCP_LINGER = 5000;

/** What a packet is to the connection that is known between its endpoints. */
export type Part = "same" | "next" | "nothing";

/** Whether a TCP packet between endpoints that are not known begins a connection: it opens one or carries payload. */
export function beginsTcp({ flags, length }: Packet): boolean {
  return (flags & FLAG.rst) === 0 && ((flags & FLAG.syn) !== 0 || length > 0);
}

/**
 * Whether a TCP packet is part of the connection, begins the next one between the same endpoints, or is a late word of no
 * account. The next one begins with a SYN of another sequence number, or, where that was not captured, with payload that
 * is new after silence or after the end. Keep-alives repeat what was said: they begin nothing.
 */
export function partOfTcp(flow: Flow, packet: Packet, side: Side, other: Side): Part {
  const { flags, length, time } = packet;
  const idle = time - flow.last > TCP_IDLE;
  const isLate = idle || (flow.closed && time - flow.closedAt > TCP_LINGER);
  if ((flags & (FLAG.syn | FLAG.rst)) === FLAG.syn) {
    return !isLate && isSameSyn(flow, packet, side, other) ? "same" : "next";
  }
  if (!isLate) return "same";
  const isNew = length > 0 && (!side.started || side.offsetOf(packet) + length > side.sent);
  return isNew && (flags & FLAG.rst) === 0 ? "next" : "nothing";
}

function isSameSyn(flow: Flow, { sequence, flags }: Packet, side: Side, other: Side): boolean {
  if (side.started && side.base === (sequence + 1) >>> 0) return true;
  if ((flags & FLAG.ack) !== 0) {
    // Before anything is sent, a server without memory of its first answer may choose another number.
    return !side.started || (!flow.closed && side.sent === 0);
  }
  // Both may open one connection at once (RFC 9293 §3.5, figure 8).
  return !side.started && other.syn && !flow.closed && other.sent === 0;
}

/** Takes a TCP packet into its connection. */
export function takeTcp(flow: Flow, packet: Packet, side: Side, other: Side): void {
  const { flags, time } = packet;
  const syn = (flags & (FLAG.syn | FLAG.rst)) === FLAG.syn;
  // A SYN that is tried again after a refusal may be answered after all; one with another number counts anew.
  if (syn && flow.closed) reopen(flow);
  if (syn && side.started && side.base !== (packet.sequence + 1) >>> 0) side.started = false;
  if ((flags & FLAG.rst) === 0) side.take(packet);
  flow.touch(packet);
  if ((flags & FLAG.fin) !== 0) side.fin = true;
  if (flow.closed || !((flags & FLAG.rst) !== 0 || (side.fin && other.fin))) return;
  flow.closed = true;
  flow.closedAt = time;
}

function reopen(flow: Flow): void {
  flow.closed = flow.a.fin = flow.b.fin = false;
  flow.closedAt = Number.NaN;
}
