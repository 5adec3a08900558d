import { type FileHandle, open } from "node:fs/promises";
import { BrokenInput } from "./broken-input.js";
import { plainArray, unzipped } from "./gunzip.js";

/** How much is looked at to tell the format. */
const HEAD_BYTES = 1 << 16;
const READ_BYTES = 1 << 20;

/** The bytes of an input, unzipped, without byte order mark. A chunk is valid only until the next one is asked for. */
export interface Source {
  readonly path: string;
  /** Size of the file as it lies on disk; 0 where that cannot be known. */
  readonly size: number;
  /** Whether the bytes come only once, so that opening again would miss some: standard input, a pipe. */
  readonly once: boolean;
  /** How many of the file's bytes have been read so far. */
  readonly position: number;
  /** The first bytes, at most 64 KiB. */
  readonly head: Uint8Array;
  /** Why the head ends before its time, when the input is cut off or damaged there. */
  readonly failure: BrokenInput | undefined;
  /** All bytes, the head included. Ends with a BrokenInput when the input is cut off or damaged. */
  chunks(): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

/** Opens a file, or standard input for `-`, and reads its first bytes. */
export async function openSource(path: string): Promise<Source> {
  const counter = { position: 0 };
  const handle = path === "-" ? undefined : await open(path);
  const size = await sizeOf(handle);
  const raw =
    handle === undefined
      ? standardInput(counter)
      : fileChunks(handle, size === undefined ? null : 0, counter);
  const unzipping = unzipped(gathered(raw, 2));
  const plain = withoutMark(gathered(unzipping, 3));
  const { head, failure, rest } = await peek(plain);
  return {
    path,
    size: size ?? 0,
    once: size === undefined,
    head,
    failure,
    get position() {
      return counter.position;
    },
    chunks: () => rest,
    async close() {
      for (const layer of [rest, plain, unzipping, raw]) await layer.return(undefined);
      await handle?.close();
    },
  };
}

/** Bytes in a regular file, undefined for what has no end that is known. */
async function sizeOf(handle: FileHandle | undefined): Promise<number | undefined> {
  const stats = await handle?.stat();
  if (stats?.isDirectory()) {
    await handle?.close();
    throw new Error("a link to a directory, which is not followed");
  }
  return stats?.isFile() ? stats.size : undefined;
}

/** A regular file is read from `start` on; a pipe, for which that is null, from where it is. */
async function* fileChunks(
  handle: FileHandle,
  start: number | null,
  counter: { position: number },
): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(READ_BYTES);
  for (;;) {
    const from = start === null ? null : start + counter.position;
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, from).catch(broken);
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

/** The same bytes, at least `length` of them (if there are as many) in the first chunk. */
async function* gathered(
  chunks: AsyncGenerator<Uint8Array>,
  length: number,
): AsyncGenerator<Uint8Array> {
  let first = new Uint8Array(0);
  while (first.length < length) {
    const { done, value } = await chunks.next();
    if (done) break;
    const longer = new Uint8Array(first.length + value.length);
    longer.set(first);
    longer.set(value, first.length);
    first = longer;
  }
  if (first.length > 0) yield first;
  yield* chunks;
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
): Promise<Pick<Source, "head" | "failure"> & { rest: AsyncGenerator<Uint8Array> }> {
  const kept: Uint8Array[] = [];
  let length = 0;
  let failure: BrokenInput | undefined;
  try {
    while (length < HEAD_BYTES) {
      const { done, value } = await chunks.next();
      if (done) break;
      kept.push(value.slice());
      length += value.length;
    }
  } catch (error) {
    if (!(error instanceof BrokenInput)) throw error;
    failure = error;
  }
  const head = new Uint8Array(length);
  let at = 0;
  for (const chunk of kept) {
    head.set(chunk, at);
    at += chunk.length;
  }
  return { head: head.subarray(0, HEAD_BYTES), failure, rest: withHead(head, chunks, failure) };
}

async function* withHead(
  head: Uint8Array,
  chunks: AsyncGenerator<Uint8Array>,
  failure: BrokenInput | undefined,
): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  if (failure !== undefined) throw failure;
  yield* chunks;
}

function broken(error: unknown): never {
  throw new BrokenInput(error instanceof Error ? error.message : String(error));
}
