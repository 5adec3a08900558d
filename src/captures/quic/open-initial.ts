import { ecb, gcm } from "@noble/ciphers/aes.js";
import type { PacketKeys } from "./initial-keys.js";
import type { LongHeader } from "./long-header.js";

/** Bits of the first byte that are protected, those of them that must be 0, and those with the number's length less one. */
const PROTECTED = 0x0f;
const RESERVED = 0x0c;
const NUMBER_SIZE = 0x03;

/** Where the 16 bytes behind a packet's number are taken from, as if the number had 4. */
const SAMPLE_AT = 4;

/**
 * The frames of an Initial packet, its protection removed (RFC 9001 §5.3 and §5.4); undefined where the keys are not its
 * own, or any bit was changed. The datagram stays as it is. Of the packet's number only the bytes in the packet count:
 * nobody sends so many Initial packets that it has more.
 */
export function openInitial(
  bytes: Uint8Array,
  { at, numberAt, end }: Pick<LongHeader, "at" | "numberAt" | "end">,
  { key, iv, headerKey }: PacketKeys,
): Uint8Array | undefined {
  const sample = bytes.subarray(numberAt + SAMPLE_AT, numberAt + SAMPLE_AT + 16);
  const mask = ecb(headerKey, { disablePadding: true }).encrypt(sample);
  const first = (bytes[at] as number) ^ ((mask[0] as number) & PROTECTED);
  // Of bytes that are something else, this tells most before the costly part.
  if ((first & RESERVED) !== 0) return undefined;
  const size = (first & NUMBER_SIZE) + 1;
  const header = bytes.slice(at, numberAt + size);
  header[0] = first;
  const nonce = iv.slice();
  for (let i = 0; i < size; i++) {
    const byte = (bytes[numberAt + i] as number) ^ (mask[1 + i] as number);
    header[numberAt - at + i] = byte;
    nonce[nonce.length - size + i] = (nonce[nonce.length - size + i] as number) ^ byte;
  }
  try {
    return gcm(key, nonce, header).decrypt(bytes.subarray(numberAt + size, end));
  } catch {
    // The tag is wrong: lengths were looked at before.
    return undefined;
  }
}
