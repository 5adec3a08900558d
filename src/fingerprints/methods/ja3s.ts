import type { ServerHello } from "../hello/hello.js";
import { parseAnswer } from "../hello/server-hello.js";
import { md5Hex } from "./digest.js";

/** What fingerprints of servers are computed from: a hello, or the bytes that `parseServerHello` takes. */
export type ServerHelloInput = ServerHello | Uint8Array;

/**
 * The text behind a server's JA3S (Salesforce, 2018): version, the chosen cipher, extensions in their order, decimal, GREASE
 * included as the method has it. Of bytes, the first ServerHello that is no HelloRetryRequest counts. Throws a TlsError on
 * bytes without one.
 *
 * @example
 * const hello = { transport: "t", legacyVersion: 769, selectedVersion: null, cipher: 5, extensions: [], helloRetryRequest: false, malformed: false };
 * ja3sString(hello); // => "769,5,"
 */
export function ja3sString(input: ServerHelloInput): string {
  const { legacyVersion, cipher, extensions } =
    input instanceof Uint8Array ? parseAnswer(input) : input;
  return `${legacyVersion},${cipher},${extensions.join("-")}`;
}

/** A server's JA3S: MD5 of `ja3sString`. It depends on the client, too, and says little under TLS 1.3. Throws as that does. */
export function ja3s(input: ServerHelloInput): string {
  return md5Hex(ja3sString(input));
}
