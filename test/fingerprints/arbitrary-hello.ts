import fc from "fast-check";
import { isGrease } from "../../src/fingerprints/index.js";
import {
  alpn,
  type Extension,
  empty,
  groups,
  type HelloParts,
  pointFormats,
  serverName,
  signatureAlgorithms,
  supportedVersions,
} from "./build-hello.js";

/** Any 16-bit number but those that some programs take for GREASE and that are none, such as 0x0a1a. */
export const number16: fc.Arbitrary<number> = fc
  .nat(0xffff)
  .filter((value) => (value & 0x0f0f) !== 0x0a0a || isGrease(value));

export const grease: fc.Arbitrary<number> = fc.nat(15).map((nibble) => (nibble * 16 + 10) * 257);

/** Now and then GREASE among other numbers. */
const numbers = (maxLength: number): fc.Arbitrary<number[]> =>
  fc.array(fc.oneof({ arbitrary: number16, weight: 9 }, { arbitrary: grease, weight: 1 }), {
    minLength: 1,
    maxLength,
  });

const KNOWN = new Set([0, 10, 11, 13, 16, 43]);

/** An extension that no fingerprint looks into, here with an inside that every reader can read: none. */
const other: fc.Arbitrary<Extension> = fc
  .oneof(fc.constantFrom(5, 18, 21, 23, 27, 35, 45, 51, 17513, 65281), number16)
  .filter((type) => !KNOWN.has(type))
  .map(empty);

const known: fc.Arbitrary<Extension> = fc.oneof(
  fc.constantFrom("a.example", "www.example.org").map(serverName),
  numbers(12).map((list) => groups(...list)),
  fc.array(fc.nat(255), { minLength: 1, maxLength: 4 }).map((list) => pointFormats(...list)),
  numbers(20).map((list) => signatureAlgorithms(...list)),
  fc
    .array(fc.constantFrom("h2", "http/1.1", "x"), { minLength: 1, maxLength: 3 })
    .map((names) => alpn(...names)),
  fc
    .subarray([0x0304, 0x0303, 0x0302, 0x2a2a], { minLength: 1 })
    .map((list) => supportedVersions(...list)),
);

/** A list of extensions, each type once. */
export const extensions: fc.Arbitrary<Extension[]> = fc.uniqueArray(fc.oneof(known, other), {
  selector: ({ type }) => type,
  maxLength: 25,
});

/** A valid ClientHello of TLS with a block of extensions. */
export const helloParts: fc.Arbitrary<HelloParts & { readonly extensions: Extension[] }> =
  fc.record({
    version: fc.constantFrom(0x0301, 0x0302, 0x0303),
    random: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    sessionId: fc.uint8Array({ maxLength: 32 }),
    ciphers: numbers(120),
    compressions: fc.constantFrom([0], [1, 0]),
    extensions,
  });
