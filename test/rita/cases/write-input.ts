import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { zeekLogOf } from "../zeek-logs.js";

/** What is special about a file of a case's input: its name, for what a file system may refuse, and when it was changed. */
export interface FileNote {
  readonly as?: string;
  readonly modified?: string;
}

/**
 * Writes the input of a case to `target`. `x.log` goes there as it is; `x.log.gen.json` is a recipe for it; `x.log.gz.txt` and
 * `x.log.gz.gen.json` are gzipped.
 */
export function writeInput(
  source: string,
  target: string,
  notes: Readonly<Record<string, FileNote>>,
): void {
  const unused = new Set(Object.keys(notes));
  for (const path of readdirSync(source, { recursive: true }) as string[]) {
    if (!statSync(join(source, path)).isFile()) continue;
    const key = path.replaceAll("\\", "/");
    const { as, modified } = notes[key] ?? {};
    unused.delete(key);
    const plain = basename(path).replace(/\.gen\.json$|(?<=\.gz)\.txt$/, "");
    const name = as ?? plain;
    const text = readFileSync(join(source, path), "utf8");
    const log = path.endsWith(".gen.json") ? zeekLogOf(name, JSON.parse(text)) : text;
    const written = join(target, dirname(path), name);
    mkdirSync(dirname(written), { recursive: true });
    writeFileSync(written, name.endsWith(".gz") ? gzipSync(log) : log);
    if (modified !== undefined) utimesSync(written, new Date(modified), new Date(modified));
  }
  if (unused.size > 0) throw new Error(`no such input: ${[...unused].join(", ")}`);
}
