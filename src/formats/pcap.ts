import {
  type CapturedConnection,
  CaptureReader,
  isCapture,
  troublesOf,
} from "../captures/index.js";
import { InputError } from "../errors.js";
import { canonicalHost } from "../network/address.js";
import type { Detection, Format, Reader, Sink } from "./format.js";

/** The times that a Date can hold, epoch milliseconds either way. */
const LATEST = 8.64e15;

/**
 * Packet captures: pcap in microseconds or nanoseconds, either byte order, and pcapng.
 *
 * The records are connections, as Zeek's conn.log would have them, and the packets that are of none: a TCP connection or UDP
 * exchange is accepted (or rejected, where its packets have no time); a packet of ARP, ICMP and the like, a fragment, a
 * packet cut off before its ports and a late word of a connection that is over are ignored, one record each. The packets of
 * a connection are not counted one by one. A reject's line is the number of the connection's first packet.
 */
export const pcap: Format = {
  id: "pcap",

  detect(head: Uint8Array): Detection | undefined {
    return isCapture(head) ? {} : undefined;
  },

  open(head: Uint8Array, sink: Sink): Reader {
    if (!isCapture(head)) throw new InputError(sink.intake.file, "not a packet capture");
    return new PcapReader(sink);
  },
};

/** Adds the connections of one capture to the table. */
class PcapReader implements Reader {
  readonly #sink: Sink;
  readonly #capture: CaptureReader;
  #ignored = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
    this.#capture = new CaptureReader((connection) => this.#add(connection));
  }

  write(chunk: Uint8Array): void {
    this.#capture.write(chunk);
    this.#ignore();
  }

  end(broken = false): void {
    const { intake } = this.#sink;
    this.#capture.end(broken);
    this.#ignore();
    for (const { code, text } of troublesOf(this.#capture)) intake.warnFile(code, text);
    const { damage } = this.#capture;
    // Of an input that broke, whoever read it tells why.
    if (damage === undefined || broken) return;
    intake.warnFile("broken-input", `${damage}; what came before was read`);
  }

  #ignore(): void {
    const { other, fragments, short } = this.#capture.counts;
    const ignored = other + fragments + short;
    this.#sink.intake.ignored += ignored - this.#ignored;
    this.#ignored = ignored;
  }

  #add(connection: CapturedConnection): void {
    const { builder, intake } = this.#sink;
    const { time, duration, protocol, destinationPort, bytesOut, bytesIn, tls } = connection;
    intake.line = connection.packet;
    const source = builder.endpoint(connection.source);
    const destination = builder.endpoint(connection.destination);
    const isTime = Math.abs(time) <= LATEST;
    if (!isTime || source === undefined || destination === undefined) {
      intake.reject(Number.isNaN(time) ? "no time" : `bad time ${time}`, textOf(connection));
      return;
    }
    intake.accept();
    builder.add(time, source, destination, destinationPort, bytesOut, bytesIn);
    builder.set("protocol", builder.texts.id(protocol) + 1);
    builder.set("duration", duration);
    if (tls === undefined) return;
    builder.set("fingerprint", builder.texts.id(tls.ja4) + 1);
    if (tls.ja3s !== null) builder.set("serverFingerprint", builder.texts.id(tls.ja3s) + 1);
    if (tls.sni !== null) this.#setHost(tls.sni);
  }

  #setHost(sni: string): void {
    const { builder, intake } = this.#sink;
    const host = canonicalHost(sni);
    if (host === undefined) intake.notice("bad-host", "had a host that is none, taken as unknown");
    else builder.set("host", builder.texts.id(host) + 1);
  }
}

function textOf(connection: CapturedConnection): string {
  const { protocol, source, sourcePort, destination, destinationPort } = connection;
  return `${protocol} ${source} ${sourcePort} > ${destination} ${destinationPort}`;
}
