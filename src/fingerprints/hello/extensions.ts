import type { Cursor } from "./cursor.js";
import { u16 } from "./message.js";

/** Extension types whose inside is read (IANA, TLS ExtensionType Values). */
export const EXTENSION = {
  serverName: 0,
  groups: 10,
  pointFormats: 11,
  signatureAlgorithms: 13,
  alpn: 16,
  supportedVersions: 43,
} as const;

/**
 * Calls `take` with type and place of each extension of the block at the cursor, in order; without a block, never. Whether
 * nothing is left over. Throws a TlsError when the block or an extension is longer than what holds it.
 */
export function eachExtension(
  cursor: Cursor,
  body: Uint8Array,
  take: (type: number, from: number, to: number) => void,
): boolean {
  if (cursor.left < 2) return cursor.left === 0;
  const length = cursor.u16("the length of the extensions");
  let at = cursor.skip(length, "extensions");
  const end = cursor.at;
  while (at + 4 <= end) {
    const from = at + 4;
    const to = from + u16(body, at + 2);
    if (to > end) throw cursor.error("an extension is longer than the list of extensions", at + 2);
    take(u16(body, at), from, to);
    at = to;
  }
  return at === end && cursor.left === 0;
}
