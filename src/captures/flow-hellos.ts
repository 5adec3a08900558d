import { type SearchOptions, searchClientHello, searchServerHello } from "../fingerprints/index.js";
import { tlsOf, withServer } from "./captured-tls.js";
import type { Flow } from "./flow.js";
import type { Side } from "./side.js";
import { HEAD_BYTES, type StreamHead } from "./stream-head.js";
import { isQuic } from "./udp.js";

/** Bytes of memory that a connection's streams hold. */
export function headSizeOf({ a, b }: Flow): number {
  return (a.head === undefined ? 0 : a.head.size) + (b.head === undefined ? 0 : b.head.size);
}

/**
 * Looks for the ClientHello of a connection and then for the ServerHello in the other direction. Streams that cannot hold
 * one any more are let go of; with `complete` all are, after a last look.
 */
export function searchHellos(flow: Flow, complete: boolean): void {
  const { a, b } = flow;
  if (flow.tls === undefined) searchClient(flow, a, b, complete);
  if (flow.tls === undefined) searchClient(flow, b, a, complete);
  if (flow.tls !== undefined) {
    searchServer(flow, a, complete);
    searchServer(flow, b, complete);
  }
  if (!complete && (flow.tls !== undefined || a.candidate || b.candidate)) return;
  a.forget();
  b.forget();
  flow.quic = undefined;
}

function searchClient(flow: Flow, side: Side, other: Side, complete: boolean): void {
  const { head } = side;
  if (!side.candidate || head === undefined || !isDue(side, complete)) return;
  const search = searchClientHello(head.bytes, optionsOf(flow, side, head, complete));
  if (search.state === "more") side.from = search.from;
  else side.candidate = false;
  if (search.state !== "found") return;
  flow.tls = tlsOf(search.hello);
  // Who sent the SYN is the source in any case; where none was seen, who sent the ClientHello.
  if (!flow.a.syn && !flow.b.syn) flow.reversed = side === flow.b;
  side.forget();
  other.candidate = false;
  other.from = other.searched = 0;
}

function searchServer(flow: Flow, side: Side, complete: boolean): void {
  const { head } = side;
  if (flow.tls === undefined || head === undefined || !isDue(side, complete)) return;
  const search = searchServerHello(head.bytes, optionsOf(flow, side, head, complete));
  if (search.state === "more") {
    side.from = search.from;
    return;
  }
  if (search.state === "found") flow.tls = withServer(flow.tls, search.hello);
  side.forget();
}

function optionsOf(
  flow: Flow,
  { from }: Side,
  { length }: StreamHead,
  complete: boolean,
): SearchOptions {
  const options = { from, complete: complete || length >= HEAD_BYTES };
  return isQuic(flow) ? { ...options, transport: "q" } : options;
}

/** Whether the stream has grown enough for another look: by an eighth, or tiny segments would cost a look each. */
function isDue(side: Side, complete: boolean): boolean {
  const length = side.head?.length ?? 0;
  const grown = length - side.searched;
  if (!complete && length < HEAD_BYTES && (grown === 0 || grown < side.searched >> 3)) return false;
  side.searched = length;
  return true;
}
