import { stat } from "node:fs/promises";
import {
  type CapturedFingerprint,
  CaptureReader,
  fingerprintOf,
  isCapture,
  troublesOf,
} from "../captures/index.js";
import { InputError } from "../errors.js";
import type { Progress, Warning } from "../intake.js";
import { BrokenInput } from "./broken-input.js";
import { listFiles } from "./list-files.js";
import { openSource, type Source } from "./source.js";

/** Options of `readFingerprints`. */
export interface FingerprintOptions {
  /** Stops the reading; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called after every chunk (about 1 MiB); its records are packets. */
  readonly onProgress?: (progress: Progress) => void;
}

/** The fingerprints of TLS clients and servers in captures. */
export interface FingerprintResult {
  /** One for each connection with a ClientHello, capture by capture, in the order of first packets. */
  readonly fingerprints: readonly CapturedFingerprint[];
  readonly input: {
    readonly files: number;
    readonly packets: number;
    readonly connections: number;
  };
  readonly warnings: readonly Warning[];
}

/**
 * JA3, JA3S and JA4 of the TLS (and DTLS) connections in captures: pcap or pcapng, gzip or not, files, folders or `-` for standard
 * input. What is no capture is skipped with a warning. Throws an InputError where no input is one.
 *
 * @example
 * const { fingerprints } = await readFingerprints("capture.pcap");
 */
export async function readFingerprints(
  inputs: string | readonly string[],
  options: FingerprintOptions = {},
): Promise<FingerprintResult> {
  const paths = await listFiles(typeof inputs === "string" ? [inputs] : inputs);
  const reading = new FingerprintReading(options, await totalSize(paths));
  for (const path of paths) await reading.file(path);
  if (reading.files === 0) throw nothingRead(paths, reading.warnings);
  const { fingerprints, files, packets, connections, warnings } = reading;
  return { fingerprints, input: { files, packets, connections }, warnings };
}

class FingerprintReading {
  readonly fingerprints: CapturedFingerprint[] = [];
  readonly warnings: Warning[] = [];
  files = 0;
  packets = 0;
  connections = 0;
  readonly #options: FingerprintOptions;
  readonly #totalBytes: number;
  #doneBytes = 0;

  constructor(options: FingerprintOptions, totalBytes: number) {
    this.#options = options;
    this.#totalBytes = totalBytes;
  }

  async file(path: string): Promise<void> {
    this.#options.signal?.throwIfAborted();
    let source: Source;
    try {
      source = await openSource(path);
    } catch (error) {
      this.#warn("unreadable", path, `${(error as Error).message}; skipped`);
      return;
    }
    try {
      if (isCapture(source.head)) await this.#capture(source);
      else this.#warn("unknown-format", path, "not a pcap or pcapng capture; skipped");
    } finally {
      await source.close();
    }
    this.#doneBytes += source.size;
  }

  async #capture(source: Source): Promise<void> {
    const { path } = source;
    const { signal, onProgress } = this.#options;
    const reader = new CaptureReader((connection) => {
      this.connections++;
      const fingerprint = fingerprintOf(connection);
      if (fingerprint !== undefined) this.fingerprints.push(fingerprint);
    });
    this.files++;
    const report = () =>
      onProgress?.({
        file: path,
        bytes: this.#doneBytes + source.position,
        totalBytes: this.#totalBytes,
        records: this.packets + reader.counts.packets,
      });
    try {
      for await (const chunk of source.chunks()) {
        signal?.throwIfAborted();
        reader.write(chunk);
        report();
      }
      reader.end();
    } catch (error) {
      if (!(error instanceof BrokenInput)) throw error;
      reader.end(true);
      this.#warn("broken-input", path, `${error.message}; what came before was read`);
    }
    this.#tell(path, reader);
  }

  #tell(path: string, reader: CaptureReader): void {
    const { counts, damage } = reader;
    this.packets += counts.packets;
    if (damage !== undefined) {
      this.#warn("broken-input", path, `${damage}; what came before was read`);
    }
    for (const { code, text } of troublesOf(reader)) this.#warn(code, path, text);
  }

  #warn(code: string, path: string, text: string): void {
    this.warnings.push({ code, message: `${path}: ${text}` });
  }
}

/** Bytes of all files; 0, for not known, where any is no regular file. */
async function totalSize(paths: readonly string[]): Promise<number> {
  let sum = 0;
  for (const path of paths) {
    if (path === "-") return 0;
    const size = await stat(path).then(
      (stats) => (stats.isFile() ? stats.size : undefined),
      () => 0,
    );
    if (size === undefined) return 0;
    sum += size;
  }
  return sum;
}

function nothingRead(paths: readonly string[], warnings: readonly Warning[]): InputError {
  const [path = "input"] = paths;
  const [first, ...others] = warnings;
  if (first === undefined) return new InputError(path, "no files");
  const reason = first.message.replace(`${path}: `, "").replace(/; skipped$/, "");
  const also = others.length > 0 ? ` (nor any of the other ${others.length})` : "";
  return new InputError(path, reason + also);
}
