/** What carries a hello, by JA4's letters: TLS over TCP, DTLS, QUIC. */
export type Transport = "t" | "d" | "q";

/**
 * A ClientHello (RFC 8446 section 4.1.2, RFC 5246 section 7.4.1.2, RFC 6347 section 4.2.1, RFC 6101). Numbers stand as they do
 * on the wire, in its order, GREASE and repetitions with them; where an extension that should stand once stands twice, its
 * last values count.
 */
export interface ClientHello {
  readonly transport: Transport;
  /** The version in the hello itself: 771 for TLS 1.2 and 1.3, 65277 for DTLS 1.2; not that of the record. */
  readonly legacyVersion: number;
  /** Extension 43; empty without. */
  readonly supportedVersions: readonly number[];
  readonly ciphers: readonly number[];
  /** Types of all extensions. */
  readonly extensions: readonly number[];
  /** Extension 10, formerly the elliptic curves; empty without. */
  readonly groups: readonly number[];
  /** Extension 11; empty without. */
  readonly pointFormats: readonly number[];
  /** Extension 13; empty without. */
  readonly signatureAlgorithms: readonly number[];
  /** Extension 16, one character a byte (Latin-1), since protocol names are bytes: `h2`; empty without. */
  readonly alpn: readonly string[];
  /** Whether the server_name extension (0) stands there, with whatever in it. */
  readonly hasServerName: boolean;
  /** The first host name of that extension, as written; null without or when it is empty or unreadable. */
  readonly serverName: string | null;
  /** Whether a list had a byte too many, an extension's inside was unreadable, or bytes followed the last extension. */
  readonly malformed: boolean;
}

/** A ServerHello (RFC 8446 section 4.1.3), also of the drafts of TLS 1.3 that had another shape. */
export interface ServerHello {
  readonly transport: Transport;
  /** The version in the hello itself: 771 for TLS 1.2 and 1.3. */
  readonly legacyVersion: number;
  /** The version that extension 43 selects; null without. */
  readonly selectedVersion: number | null;
  readonly cipher: number;
  /** Types of all extensions in wire order. */
  readonly extensions: readonly number[];
  /** Whether it asks for another ClientHello instead of answering: a HelloRetryRequest. */
  readonly helloRetryRequest: boolean;
  /** Whether an extension's inside was unreadable or bytes followed the last extension. */
  readonly malformed: boolean;
}
