import { join, two } from "./frames.js";

/** The body of a handshake message as a TLS record. */
export function record(type: number, body: Uint8Array): Uint8Array {
  return join(22, 3, 1, two(body.length + 4), type, 0, two(body.length), body);
}

/** An extension. */
export function extension(type: number, body: Uint8Array): Uint8Array {
  return join(two(type), two(body.length), body);
}

/** A ClientHello for a name, as TLS 1.2 has it. */
export function clientHelloFor(name: string): Uint8Array {
  const host = new TextEncoder().encode(name);
  const extensions = join(
    extension(0, join(two(host.length + 3), 0, two(host.length), host)),
    extension(10, join(two(2), two(29))),
  );
  const random = new Array(32).fill(9);
  return record(
    1,
    join(3, 3, random, 0, two(2), two(4865), 1, 0, two(extensions.length), extensions),
  );
}

/** A ClientHello with the name beacon.example. */
export const clientHelloRecord: Uint8Array = clientHelloFor("beacon.example");

/** Its answer, which chooses TLS 1.3. */
export const serverHelloRecord: Uint8Array = (() => {
  const extensions = extension(43, join(3, 4));
  const random = new Array(32).fill(8);
  return record(2, join(3, 3, random, 0, two(4865), 0, two(extensions.length), extensions));
})();

/** The body of a ClientHello of DTLS 1.2, with an empty cookie. */
const dtlsBody: Uint8Array = join(254, 253, new Array(32).fill(9), 0, 0, two(2), two(4865), 1, 0);

/** A part of that ClientHello as a DTLS record, which is one datagram. */
export function dtlsHelloPart(from: number, to: number, number = 0): Uint8Array {
  const part = dtlsBody.slice(from, to);
  const fragment = [0, ...two(from), 0, ...two(part.length)];
  const message = join(1, 0, two(dtlsBody.length), 0, 0, fragment, part);
  return join(22, 254, 253, 0, 0, 0, 0, 0, 0, two(number), two(message.length), message);
}
