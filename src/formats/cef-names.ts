import type { FieldName } from "./fields.js";

type Names = Partial<Record<FieldName, readonly string[]>>;

/**
 * Keys of CEF's dictionary, with the long names that some senders write. By the dictionary `in` is what flows from source to
 * destination and `out` what flows back; SENT_IS_OUT has those who mean it the other way round.
 *
 * `deviceDirection` is not among them: firewalls set it by interface, `0` for connections that leave the network, too.
 */
export const CEF_NAMES: Names = {
  time: ["start", "startTime", "rt", "deviceReceiptTime", "end", "endTime"],
  source: ["src", "sourceAddress", "shost", "sourceHostName"],
  destination: ["dst", "destinationAddress", "dhost", "destinationHostName"],
  port: ["dpt", "destinationPort"],
  bytesOut: ["in", "bytesIn"],
  bytesIn: ["out", "bytesOut"],
  protocol: ["proto", "transportProtocol"],
  host: ["request", "requestUrl", "dhost", "destinationHostName"],
  eventCount: ["cnt", "baseEventCount"],
  logSource: ["dvchost", "deviceHostName", "dvc", "deviceAddress"],
};

/** What custom fields (`cs1Label=JA3 cs1=…`) are labelled that hold one of our fields; letters and digits count. */
export const CEF_LABELS: Names = {
  source: ["source ipv6 address"],
  destination: ["destination ipv6 address"],
  bytesOut: ["bytes sent", "sent bytes"],
  bytesIn: ["bytes received", "received bytes"],
  host: ["sni", "tls sni", "server name", "tls server name"],
  ja4: ["ja4", "ja4 hash"],
  ja3: ["ja3", "ja3 hash", "tls ja3", "tls ja3 hash"],
  ja3s: ["ja3s", "ja3s hash", "tls ja3s", "tls ja3s hash"],
};

/** Vendors, in lower case, whose products write bytes that the source sent as `out`. */
export const SENT_IS_OUT: ReadonlySet<string> = new Set(["check point", "fortinet", "zscaler"]);
