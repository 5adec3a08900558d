import { createGunzip, type Gunzip } from "node:zlib";
import { BrokenInput } from "./broken-input.js";

/**
 * How much is unzipped at a time: at most this, for gzip makes up to a thousand times as much of it, and at first far less,
 * for the part in which damage shows is lost as a whole.
 */
const ZIPPED_BYTES = 1 << 16;
const FIRST_ZIPPED_BYTES = 1 << 8;

/** Unzips what begins like gzip (RFC 1952), passes everything else on. */
export async function* unzipped(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const first = await chunks.next();
  if (first.done) return;
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield first.value;
    yield* chunks;
    return;
  }
  // Writing by hand and not by a pipe: a pipe that fails throws away what it had unzipped before.
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  const output: Uint8Array[] = [];
  gunzip.on("data", (chunk: Buffer) => output.push(plainArray(chunk)));
  // "end" comes before the input's end where something other than a member follows, which gzip leaves alone.
  const outcome = new Promise<Error | "over">((resolve) => {
    gunzip.once("error", resolve);
    gunzip.once("end", () => resolve("over"));
  });
  try {
    let size = FIRST_ZIPPED_BYTES;
    for (let next: IteratorResult<Uint8Array> = first; !next.done; next = await chunks.next()) {
      for (let at = 0; at < next.value.length; ) {
        const part = next.value.subarray(at, at + size);
        const result = await Promise.race([outcome, written(gunzip, part)]);
        yield* output.splice(0);
        if (result === "over") return;
        if (result !== undefined) throw damaged(result);
        at += part.length;
        size = Math.min(size + (size >> 5), ZIPPED_BYTES);
      }
    }
    gunzip.end();
    const result = await outcome;
    yield* output.splice(0);
    if (result !== "over") throw damaged(result);
  } finally {
    gunzip.destroy();
  }
}

function damaged(error: Error): BrokenInput {
  // A checksum that does not fit tells of damage somewhere before: what was read may be wrong.
  const wrong = error.message === "incorrect data check" ? "; its records may be wrong" : "";
  return new BrokenInput(`damaged or cut-off gzip (${error.message})${wrong}`);
}

function written(gunzip: Gunzip, chunk: Uint8Array): Promise<undefined> {
  // The callback comes when the chunk is consumed; after an error it may never come, and the race decides.
  return new Promise((resolve) => gunzip.write(chunk, () => resolve(undefined)));
}

/** The same bytes as a plain Uint8Array: code that meets both kinds runs slower on each. */
export function plainArray(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}
