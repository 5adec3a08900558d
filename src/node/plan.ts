import { basename, dirname, resolve } from "node:path";
import type { Format } from "../formats/format.js";

/** A file whose format is known. */
export interface Recognized {
  readonly path: string;
  readonly format: Format;
  readonly stream: string | undefined;
  /** Whether it holds records of several kinds. */
  readonly mixed: boolean;
  /** Bytes as it lies on disk; 0 where that cannot be known. */
  readonly size: number;
}

/** Files that tell of the same connections: those of one folder and hour. */
export interface FileGroup {
  readonly files: readonly Recognized[];
  /** Whether conn records are among them, so that http and ssl records only describe. */
  readonly hasConn: boolean;
}

/**
 * Puts the logs of one folder and hour together (`conn.08:00:00-09:00:00.log.gz` beside `ssl.08:00:00-09:00:00.log.gz`),
 * those that describe connections before those that hold them.
 */
export function groupFiles(files: readonly Recognized[]): FileGroup[] {
  const groups = new Map<string, Recognized[]>();
  for (const file of files) {
    const isAlone = file.stream === undefined || file.path === "-";
    const key = isAlone ? file.path : `${file.format.id} ${hourOf(file.path)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [file]);
    else group.push(file);
  }
  return [...groups.values()].map((group) => ({
    files: group.toSorted((a, b) => Number(a.stream === "conn") - Number(b.stream === "conn")),
    hasConn: group.some((file) => file.stream === "conn"),
  }));
}

/** Folder and the part of the name between the log's own name and its ending: Zeek's rotation interval. */
function hourOf(path: string): string {
  const name = basename(path).replace(/\.(gz|log|json|ndjson|txt)\b/g, "");
  return `${dirname(resolve(path))}/${/[\d._:T+Z-]*\d[\d._:T+Z-]*$/.exec(name)?.[0] ?? ""}`;
}

/**
 * Files read although another of the inputs seems to hold the same records: the same file, or one beside its gzip.
 */
export function twins(files: readonly Recognized[]): Recognized[] {
  const seen = new Set<string>();
  return files.filter(({ path }) => {
    const plain = resolve(path).replace(/\.gz$/, "");
    const again = seen.has(plain);
    seen.add(plain);
    return again;
  });
}

/** Captures that lie beside logs, which may have been made of them: a sensor often leaves both in one folder. */
export function besideLogs(files: readonly Recognized[]): Recognized[] {
  const isCapture = ({ format }: Recognized) => format.id === "pcap";
  const folderOf = ({ path }: Recognized) => dirname(resolve(path));
  const folders = new Set(files.filter((file) => !isCapture(file)).map(folderOf));
  return files.filter((file) => isCapture(file) && folders.has(folderOf(file)));
}
