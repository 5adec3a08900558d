import { formatIPv4 } from "../network/ipv4.js";
import { formatIPv6 } from "../network/ipv6.js";
import type { CapturedTls } from "./captured-tls.js";
import type { Flow } from "./flow.js";
import { PROTOCOL } from "./packet.js";

/** A TCP connection or UDP exchange as a capture shows it. */
export interface CapturedConnection {
  /** Epoch milliseconds of the first packet; NaN where no packet of it had a time. */
  readonly time: number;
  /** Seconds from the first packet to the last, to the microsecond: a time in milliseconds holds no more. */
  readonly duration: number;
  readonly protocol: "tcp" | "udp";
  /** Who sent the SYN; where none was captured, the ClientHello; else the first packet. Canonical addresses. */
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  /** Bytes of payload from the source: TCP by sequence numbers, so that packets that are missing count; UDP by their sum. */
  readonly bytesOut: number;
  /** The same from the destination. */
  readonly bytesIn: number;
  /** Number of the first packet in the capture, from 1. */
  readonly packet: number;
  /** What the hellos tell; undefined without a ClientHello. */
  readonly tls: CapturedTls | undefined;
}

/** What is known of a connection in the end. */
export function connectionOf(flow: Flow): CapturedConnection {
  const { reversed, protocol, first, last, packet, tls } = flow;
  const [from, to] = reversed ? [flow.b, flow.a] : [flow.a, flow.b];
  const [a, b] = [addressOf(flow, "a"), addressOf(flow, "b")];
  return {
    time: first,
    duration: Number.isNaN(first) ? Number.NaN : Math.round((last - first) * 1000) / 1e6,
    protocol: protocol === PROTOCOL.udp ? "udp" : "tcp",
    source: reversed ? b : a,
    sourcePort: reversed ? flow.bPort : flow.aPort,
    destination: reversed ? a : b,
    destinationPort: reversed ? flow.aPort : flow.bPort,
    bytesOut: from.sent,
    bytesIn: to.sent,
    packet,
    tls,
  };
}

function addressOf(flow: Flow, end: "a" | "b"): string {
  const words =
    end === "a" ? [flow.a0, flow.a1, flow.a2, flow.a3] : [flow.b0, flow.b1, flow.b2, flow.b3];
  if (flow.family === 4) return formatIPv4(words[0] as number);
  return formatIPv6(words.flatMap((word) => [word >>> 16, word & 0xffff]));
}
