import { expand, extract } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { QuicVersion } from "./version.js";

/** Who sent a packet. */
export type Sender = "client" | "server";

/** What one sender's packets are protected with (RFC 9001 §5.1). */
export interface PacketKeys {
  /** 16 bytes, of AES-128-GCM. */
  readonly key: Uint8Array;
  /** 12 bytes. */
  readonly iv: Uint8Array;
  /** 16 bytes, for the protection of headers. */
  readonly headerKey: Uint8Array;
}

const encoder = new TextEncoder();

/**
 * The keys of Initial packets (RFC 9001 §5.2): whoever saw the Destination Connection ID of the client's first Initial, or
 * of the first after a Retry, can make them.
 */
export function initialKeys(version: QuicVersion, id: Uint8Array, sender: Sender): PacketKeys {
  const secret = expandLabel(extract(sha256, id, version.salt), `${sender} in`, 32);
  const { label } = version;
  return {
    key: expandLabel(secret, `${label} key`, 16),
    iv: expandLabel(secret, `${label} iv`, 12),
    headerKey: expandLabel(secret, `${label} hp`, 16),
  };
}

/** HKDF-Expand-Label with an empty context (RFC 8446 §7.1). */
function expandLabel(secret: Uint8Array, label: string, length: number): Uint8Array {
  const name = encoder.encode(`tls13 ${label}`);
  return expand(sha256, secret, Uint8Array.of(0, length, name.length, ...name, 0), length);
}
