import { parseClientHello } from "../hello/client-hello.js";
import type { ClientHello } from "../hello/hello.js";
import { ja3StringValue } from "../values.js";
import { md5Hex } from "./digest.js";
import { withoutGrease } from "./grease.js";

/** What fingerprints of clients are computed from: a hello, or the bytes that `parseClientHello` takes. */
export type ClientHelloInput = ClientHello | Uint8Array;

/**
 * The text behind a client's JA3 (Salesforce, 2017): version, ciphers, extensions, groups and point formats in the order of
 * the hello, decimal, GREASE left out; four commas always. The version is the hello's own, so 771 also for TLS 1.3.
 * Throws a TlsError on bytes that are no ClientHello.
 *
 * @example
 * const sslOf = [1, 0, 0, 41, 3, 0, ...new Array(32).fill(9), 0, 0, 2, 0, 5, 1, 0];
 * ja3String(Uint8Array.from(sslOf)); // => "768,5,,,"
 */
export function ja3String(input: ClientHelloInput): string {
  const hello = clientHelloIn(input);
  return textOf(hello, withoutGrease(hello.extensions));
}

/** A client's JA3: MD5 of `ja3String`, 32 lower-case hexadecimal digits. Throws as that does. */
export function ja3(input: ClientHelloInput): string {
  return md5Hex(ja3String(input));
}

/**
 * `ja3String` with the extensions in numeric order, for clients that shuffle them, as Chrome does since 110. No body owns
 * JA3N: other programs' values may rest on another order. Throws a TlsError on bytes that are no ClientHello.
 */
export function ja3nString(input: ClientHelloInput): string {
  const hello = clientHelloIn(input);
  return textOf(hello, inOrder(withoutGrease(hello.extensions)));
}

/** A client's JA3N: MD5 of `ja3nString`. Throws as that does. */
export function ja3n(input: ClientHelloInput): string {
  return md5Hex(ja3nString(input));
}

/**
 * JA3N from the text behind a JA3, for logs that have it; undefined for text that is none (`ja3StringValue`).
 *
 * @example ja3nOfString("771,4865,23-0-10,29,0") === ja3nOfString("771,4865,0-10-23,29,0"); // => true
 * @example ja3nOfString("771,4865,0,29"); // => undefined
 */
export function ja3nOfString(text: string): string | undefined {
  if (ja3StringValue(text) === undefined) return undefined;
  const fields = text.split(",");
  const types = fields[2] as string;
  if (types !== "") fields[2] = inOrder(types.split("-").map(Number)).join("-");
  return md5Hex(fields.join(","));
}

/** The hello of an input, from bytes where it is bytes. */
export function clientHelloIn(input: ClientHelloInput): ClientHello {
  return input instanceof Uint8Array ? parseClientHello(input) : input;
}

/** A copy in numeric order. */
export function inOrder(values: readonly number[]): readonly number[] {
  return [...values].sort((one, other) => one - other);
}

function textOf(hello: ClientHello, extensions: readonly number[]): string {
  const { legacyVersion, ciphers, groups, pointFormats } = hello;
  const suites = withoutGrease(ciphers).join("-");
  const curves = withoutGrease(groups).join("-");
  return `${legacyVersion},${suites},${extensions.join("-")},${curves},${pointFormats.join("-")}`;
}
