import { type FileHandle, open } from "node:fs/promises";

/** A file of no events is shorter. */
const LEAST_BYTES = 20;
/** Blanks at either end are looked past that far. */
const LOOKED_AT = 256;

/**
 * Whether a file holds events to its end, by its first and last bytes: JSON ends with the bracket of an object or array, CSV with a line
 * end. One that somebody saved by hand may be cut. False for what is not there or cannot be read.
 */
export async function hasEvents(path: string): Promise<boolean> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const { size } = await file.stat();
    if (size < LEAST_BYTES) return false;
    const begin = (await textAt(file, 0)).replace(/^\u00ef\u00bb\u00bf/, "").trimStart();
    const end = await textAt(file, Math.max(0, size - LOOKED_AT));
    return /^[{[]/.test(begin) ? /[}\]]\s*$/.test(end) : /[\r\n]$/.test(end);
  } catch {
    return false;
  } finally {
    await file?.close();
  }
}

async function textAt(file: FileHandle, position: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, position);
  return buffer.toString("latin1", 0, bytesRead);
}
