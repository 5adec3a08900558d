import { u16 } from "./message.js";
import { spanIn } from "./vector.js";

const HOST_NAME = 0;
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** The protocol names of an ALPN extension (RFC 7301 section 3.1), one character a byte. An empty name is kept, yet unsound. */
export function namesIn(
  bytes: Uint8Array,
  from: number,
  to: number,
): { readonly values: string[]; readonly sound: boolean } {
  const { start, end, sound } = spanIn(bytes, from, to, 2);
  const values: string[] = [];
  let fits = sound;
  for (let at = start; at < end; ) {
    const until = at + 1 + (bytes[at] as number);
    if (until > end || until === at + 1) fits = false;
    if (until > end) break;
    values.push(latin1(bytes, at + 1, until));
    at = until;
  }
  return { values, sound: fits };
}

/**
 * The first host name of a server_name extension (RFC 6066 section 3). Names are ASCII there; RFC 4366 had UTF-8, and bytes
 * that are neither become U+FFFD.
 */
export function serverNameIn(
  bytes: Uint8Array,
  from: number,
  to: number,
): { readonly value: string | null; readonly sound: boolean } {
  const { start, end, sound } = spanIn(bytes, from, to, 2);
  for (let at = start; at + 3 <= end; ) {
    const until = at + 3 + u16(bytes, at + 1);
    if (until > end) return { value: null, sound: false };
    if (bytes[at] === HOST_NAME && until > at + 3) {
      return { value: utf8.decode(bytes.subarray(at + 3, until)), sound };
    }
    at = until;
  }
  return { value: null, sound: false };
}

/** Bytes as text of as many characters: no two byte strings give the same text. */
function latin1(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at] as number);
  return text;
}
