/** Which way a connection goes: from Local or Remote to Local or Remote, as QRadar's `eventdirection` writes it. */
export type Direction = "L2L" | "L2R" | "R2L" | "R2R";

/** One record as a caller writes it. */
export interface Connection {
  /** Start, epoch milliseconds; fractions are kept. */
  readonly time: number;
  /** An IPv4 or IPv6 address, or a name. */
  readonly source: string;
  readonly destination: string;
  /** Destination port, 0–65535. */
  readonly port: number;
  /** Bytes from source to destination; null when unknown. */
  readonly bytesOut?: number | null;
  /** Bytes from destination to source; null when unknown. */
  readonly bytesIn?: number | null;
  /** Left out: computed from the internal networks. Null or unknown text: matches no direction. */
  readonly direction?: Direction | string | null;
  /** What the client called the server: TLS SNI or HTTP Host. */
  readonly host?: string | null;
  /** The client's TLS fingerprint: ja4, else ja3n, else ja3. */
  readonly fingerprint?: string | null;
  /** The server's TLS fingerprint: ja3s. */
  readonly serverFingerprint?: string | null;
  /** Transport, such as `tcp`. */
  readonly protocol?: string | null;
  /** Seconds. */
  readonly duration?: number | null;
  /** How many events the source merged into this record (QRadar coalescing). */
  readonly eventCount?: number | null;
}
