import { EXTENSION } from "../hello/extensions.js";
import type { ClientHello } from "../hello/hello.js";
import { sha256Hex12 } from "./digest.js";
import { withoutGrease } from "./grease.js";
import { type ClientHelloInput, clientHelloIn, inOrder } from "./ja3.js";
import { ja4Alpn } from "./ja4-alpn.js";
import { ja4Version } from "./ja4-version.js";

const NOTHING = "000000000000";

/**
 * A client's JA4 (FoxIO, technical_details/JA4.md; where that text and FoxIO's programs differ, the text): transport, version,
 * `d` with a server_name extension, numbers of ciphers and extensions, first ALPN value; then hashes of the sorted ciphers,
 * and of the sorted extensions with the signature algorithms. 36 characters. Throws a TlsError on bytes that are no ClientHello.
 */
export function ja4(input: ClientHelloInput): string {
  const hello = clientHelloIn(input);
  return hashed(hello, sorted(hello));
}

/** JA4 with its lists in place of their hashes, known as ja4_r. Throws as `ja4` does. */
export function ja4Raw(input: ClientHelloInput): string {
  const hello = clientHelloIn(input);
  return raw(hello, sorted(hello));
}

/** JA4 of the lists in the order of the hello, server_name and ALPN among them, known as ja4_o. Throws as `ja4` does. */
export function ja4Original(input: ClientHelloInput): string {
  const hello = clientHelloIn(input);
  return hashed(hello, original(hello));
}

/** `ja4Original` with its lists in place of their hashes, known as ja4_ro. Throws as `ja4` does. */
export function ja4RawOriginal(input: ClientHelloInput): string {
  const hello = clientHelloIn(input);
  return raw(hello, original(hello));
}

/** What the second and third part of a JA4 are made of: lists of four-digit hexadecimal numbers. */
interface Lists {
  readonly ciphers: string;
  readonly extensions: string;
  /** Signature algorithms after their underscore; empty without. */
  readonly signatures: string;
}

function sorted(hello: ClientHello): Lists {
  const extensions = withoutGrease(hello.extensions).filter(
    (type) => type !== EXTENSION.serverName && type !== EXTENSION.alpn,
  );
  return listsOf(hello, inOrder(withoutGrease(hello.ciphers)), inOrder(extensions));
}

function original(hello: ClientHello): Lists {
  return listsOf(hello, withoutGrease(hello.ciphers), withoutGrease(hello.extensions));
}

function listsOf(
  { signatureAlgorithms }: ClientHello,
  ciphers: readonly number[],
  extensions: readonly number[],
): Lists {
  const signatures = hexList(withoutGrease(signatureAlgorithms));
  return {
    ciphers: hexList(ciphers),
    extensions: hexList(extensions),
    signatures: signatures === "" ? "" : `_${signatures}`,
  };
}

function hashed(hello: ClientHello, { ciphers, extensions, signatures }: Lists): string {
  const second = ciphers === "" ? NOTHING : sha256Hex12(ciphers);
  const third = extensions === "" ? NOTHING : sha256Hex12(extensions + signatures);
  return `${firstPart(hello)}_${second}_${third}`;
}

function raw(hello: ClientHello, { ciphers, extensions, signatures }: Lists): string {
  return `${firstPart(hello)}_${ciphers}_${extensions}${signatures}`;
}

function firstPart(hello: ClientHello): string {
  const name = hello.hasServerName ? "d" : "i";
  const counts = count(hello.ciphers) + count(hello.extensions);
  return hello.transport + ja4Version(hello) + name + counts + ja4Alpn(hello.alpn);
}

function count(values: readonly number[]): string {
  return String(Math.min(99, withoutGrease(values).length)).padStart(2, "0");
}

function hexList(values: readonly number[]): string {
  return values.map((value) => value.toString(16).padStart(4, "0")).join(",");
}
