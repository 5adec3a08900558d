import { open } from "node:fs/promises";
import { createGunzip, type Gunzip } from "node:zlib";

/** How much is looked at to tell the format. */
const HEAD_BYTES = 1 << 16;
const READ_BYTES = 1 << 20;

/** The bytes of an input, unzipped, without byte order mark. A chunk is valid only until the next one is asked for. */
export interface Source {
  readonly path: string;
  /** Size of the file as it lies on disk; 0 for standard input. */
  readonly size: number;
  /** How many of the file's bytes have been read so far. */
  readonly position: number;
  /** The first bytes, at most 64 KiB. */
  readonly head: Uint8Array;
  /** All bytes, the head included. Ends with a BrokenInput when the input is cut off or damaged. */
  chunks(): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

/** An input that ends in an error after some of it could be read. */
export class BrokenInput extends Error {
  override name = "BrokenInput" as const;
}

/** Opens a file, or standard input for `-`, and reads its first bytes. */
export async function openSource(path: string): Promise<Source> {
  const counter = { position: 0 };
  const handle = path === "-" ? undefined : await open(path);
  const size = handle === undefined ? 0 : (await handle.stat()).size;
  const raw = handle === undefined ? standardInput(counter) : fileChunks(handle, counter);
  const plain = withoutMark(unzipped(raw));
  const { head, rest } = await peek(plain);
  return {
    path,
    size,
    head,
    get position() {
      return counter.position;
    },
    chunks: () => rest,
    async close() {
      await plain.return(undefined);
      await handle?.close();
    },
  };
}

async function* fileChunks(
  handle: Awaited<ReturnType<typeof open>>,
  counter: { position: number },
): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(READ_BYTES);
  for (;;) {
    const { bytesRead } = await handle
      .read(buffer, 0, buffer.length, counter.position)
      .catch(broken);
    if (bytesRead === 0) return;
    counter.position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

async function* standardInput(counter: { position: number }): AsyncGenerator<Uint8Array> {
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    counter.position += chunk.length;
    yield plainArray(chunk);
  }
}

/** Unzips what begins like gzip (RFC 1952), passes everything else on. */
async function* unzipped(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
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
  const failure = new Promise<Error>((resolve) => gunzip.once("error", resolve));
  let failed: Error | undefined;
  for (let chunk: Uint8Array | undefined = first.value; failed === undefined; ) {
    failed = await Promise.race([
      failure,
      chunk === undefined ? ended(gunzip) : written(gunzip, chunk),
    ]);
    yield* output.splice(0);
    if (chunk === undefined) break;
    const next = await chunks.next();
    chunk = next.done ? undefined : next.value;
  }
  if (failed !== undefined) throw new BrokenInput(`damaged or cut-off gzip (${failed.message})`);
}

function written(gunzip: Gunzip, chunk: Uint8Array): Promise<undefined> {
  // The callback comes when the chunk is consumed; after an error it may never come, and the race decides.
  return new Promise((resolve) => gunzip.write(chunk, () => resolve(undefined)));
}

function ended(gunzip: Gunzip): Promise<undefined> {
  return new Promise((resolve) => {
    gunzip.once("end", () => resolve(undefined));
    gunzip.end();
  });
}

async function* withoutMark(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const first = await chunks.next();
  if (first.done) return;
  const marked = first.value[0] === 0xef && first.value[1] === 0xbb && first.value[2] === 0xbf;
  yield marked ? first.value.subarray(3) : first.value;
  yield* chunks;
}

async function peek(
  chunks: AsyncGenerator<Uint8Array>,
): Promise<{ head: Uint8Array; rest: AsyncGenerator<Uint8Array> }> {
  const kept: Uint8Array[] = [];
  let length = 0;
  let failure: unknown;
  try {
    while (length < HEAD_BYTES) {
      const { done, value } = await chunks.next();
      if (done) break;
      kept.push(value.slice());
      length += value.length;
    }
  } catch (error) {
    failure = error;
  }
  const head = new Uint8Array(length);
  let at = 0;
  for (const chunk of kept) {
    head.set(chunk, at);
    at += chunk.length;
  }
  return { head: head.subarray(0, HEAD_BYTES), rest: withHead(head, chunks, failure) };
}

async function* withHead(
  head: Uint8Array,
  chunks: AsyncGenerator<Uint8Array>,
  failure: unknown,
): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  if (failure !== undefined) throw failure;
  yield* chunks;
}

function broken(error: unknown): never {
  throw new BrokenInput(error instanceof Error ? error.message : String(error));
}

/** The same bytes as a plain Uint8Array: code that meets both kinds runs slower on each. */
function plainArray(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}
