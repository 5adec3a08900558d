import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A new folder with these files, by path within it; gone when the test is over. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "beaconry-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return folder;
}

/** What a log's records are about; uids are `C0`, `C1`, … from `first` on. */
export interface LogOptions {
  readonly first?: number;
  readonly source?: string;
}

/** A Zeek log of `count` connections a minute apart to 203.0.113.9:443, numbered from `first`. */
export function zeekLog(stream: Stream, count: number, options: LogOptions = {}): string {
  return [...zeekHeader(stream), ...zeekLines(stream, count, options)]
    .map((line) => `${line}\n`)
    .join("");
}

type Stream = "conn" | "http" | "ssl" | "dns";

/** The header of `zeekLog`: this many lines stand before its first record. */
export const HEADER_LINES = 4;

export function zeekHeader(stream: Stream): string[] {
  const names = ["ts", "uid", "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p", ...OWN[stream]];
  return [
    "#separator \\x09",
    "#unset_field\t-",
    `#path\t${stream}`,
    `#fields\t${names.join("\t")}`,
  ];
}

/** The records of `zeekLog`. */
export function zeekLines(
  stream: Stream,
  count: number,
  { first = 0, source = "10.0.0.1" }: LogOptions = {},
): string[] {
  return Array.from({ length: count }, (_, i) => {
    const n = first + i;
    const endpoints = [source, 40_000 + (n % 10_000), "203.0.113.9", 443];
    return [START + n * 60, `C${n}`, ...endpoints, ...own(stream, n)].join("\t");
  });
}

/** Epoch seconds of connection 0. */
export const START = 1_790_000_000;

const OWN: Readonly<Record<Stream, readonly string[]>> = {
  conn: ["proto", "orig_bytes", "resp_bytes", "conn_state"],
  http: ["trans_depth", "host", "request_body_len", "response_body_len"],
  ssl: ["cipher", "server_name", "ja3"],
  dns: ["query", "qtype_name"],
};

function own(stream: Stream, n: number): readonly (string | number)[] {
  if (stream === "conn") return ["tcp", 100 + (n % 7), 2000 + (n % 11), "SF"];
  if (stream === "http") return [1, `h${n}.example`, 10, 20];
  if (stream === "ssl")
    return ["TLS_AES_128_GCM_SHA256", `s${n}.example`, `${n}`.padStart(32, "a")];
  return [`q${n}.example`, "A"];
}
