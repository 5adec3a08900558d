import { md5 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";

/** Programs are few and hellos many, so that most texts come again; twice so many are remembered at most. */
const REMEMBERED = 2048;

/** Longer texts are of no program, and are not remembered. */
const LONGEST = 2048;

const encoder = new TextEncoder();

/** MD5 of a text's UTF-8 as 32 lower-case hexadecimal digits. */
export const md5Hex: (text: string) => string = remembered((bytes) => hexOf(md5(bytes), 16));

/** The first 12 hexadecimal digits of the SHA-256 of a text's UTF-8. */
export const sha256Hex12: (text: string) => string = remembered((bytes) => hexOf(sha256(bytes), 6));

/** A hash that remembers its latest texts: those of the present and the previous generation. */
function remembered(hash: (bytes: Uint8Array) => string): (text: string) => string {
  let young = new Map<string, string>();
  let old = young;
  return (text) => {
    if (text.length > LONGEST) return hash(encoder.encode(text));
    let hex = young.get(text);
    if (hex !== undefined) return hex;
    hex = old.get(text) ?? hash(encoder.encode(text));
    if (young.size === REMEMBERED) [old, young] = [young, new Map()];
    young.set(text, hex);
    return hex;
  };
}

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, "0"),
);

function hexOf(bytes: Uint8Array, length: number): string {
  let hex = "";
  for (let at = 0; at < length; at++) hex += HEX[bytes[at] as number] as string;
  return hex;
}
