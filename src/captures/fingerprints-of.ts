import { CaptureReader } from "./capture-reader.js";
import type { CapturedTls } from "./captured-tls.js";
import type { CapturedConnection } from "./connection.js";

/** The fingerprints of one connection, as `beaconry fingerprint` prints them. */
export interface CapturedFingerprint extends CapturedTls {
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  /** Epoch milliseconds of the first packet; null where the capture has no times. */
  readonly time: number | null;
}

/** The fingerprints of a connection; undefined where it has no ClientHello. */
export function fingerprintOf(connection: CapturedConnection): CapturedFingerprint | undefined {
  const { tls, time } = connection;
  if (tls === undefined) return undefined;
  const { source, sourcePort, destination, destinationPort } = connection;
  const { sni, ja3, ja3String, ja3n, ja3s, ja3sString, ja4, ja4Raw } = tls;
  return {
    source,
    sourcePort,
    destination,
    destinationPort,
    time: Number.isNaN(time) ? null : time,
    sni,
    ja3,
    ja3String,
    ja3n,
    ja3s,
    ja3sString,
    ja4,
    ja4Raw,
  };
}

/** Called once with the reader when the bytes are over, for its counts and whatever damage it met. */
export type OnCaptureEnd = (reader: CaptureReader) => void;

/**
 * The fingerprints in a capture whose bytes come in pieces: one for each connection with a ClientHello, in the order of their
 * first packets. An error of the pieces' own comes through after what was read before it.
 *
 * @example
 * const head = Uint8Array.of(0xa1, 0xb2, 0xc3, 0xd4, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 1);
 * const seen = [];
 * for await (const fingerprint of fingerprintsOf([head])) seen.push(fingerprint);
 * seen; // => []
 */
export async function* fingerprintsOf(
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  onEnd?: OnCaptureEnd,
): AsyncGenerator<CapturedFingerprint> {
  const waiting: CapturedFingerprint[] = [];
  const reader = new CaptureReader((connection) => {
    const fingerprint = fingerprintOf(connection);
    if (fingerprint !== undefined) waiting.push(fingerprint);
  });
  let failure: { readonly error: unknown } | undefined;
  try {
    for await (const piece of pieces) {
      reader.write(piece);
      yield* waiting.splice(0);
    }
  } catch (error) {
    failure = { error };
  }
  reader.end(failure !== undefined);
  yield* waiting.splice(0);
  onEnd?.(reader);
  if (failure !== undefined) throw failure.error;
}
