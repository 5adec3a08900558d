import { InputError } from "../errors.js";
import type { Format, FormatOptions, Sink } from "../formats/format.js";
import { formats as allFormats } from "../formats/index.js";
import { UidIndex } from "../formats/uid-index.js";
import { Intake, type IntakeOptions, type Progress } from "../intake.js";
import type { ConnectionTable } from "../table.js";
import { ConnectionTableBuilder } from "../table-builder.js";
import { listFiles } from "./list-files.js";
import { type FileGroup, groupFiles, type Recognized, twins } from "./plan.js";
import { BrokenInput, openSource, type Source } from "./source.js";

/** Options of `readFiles`. */
export interface ReadOptions extends FormatOptions, IntakeOptions {
  /** Id of the format to read every input as; default: told from the content of each. */
  readonly from?: string;
  /** The formats to choose from; default: all of this library. */
  readonly formats?: readonly Format[];
  /** Stops the reading; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called after every chunk (about 1 MiB). */
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Reads log files into a table: files, directories (recursively) or `-` for standard input; gzip is unzipped.
 * What cannot be read is counted and told in the table's `input` and `warnings`. Throws an InputError when no input is of
 * a known format, or one mixes units of time.
 *
 * @example
 * const table = await readFiles(["conn.log.gz"]);
 */
export async function readFiles(
  paths: readonly string[],
  options: ReadOptions = {},
): Promise<ConnectionTable> {
  const intake = new Intake(options);
  const reading = new Reading(intake, options);
  const files = await listFiles(paths);
  for (const path of twins(files)) {
    intake.file = path;
    intake.warnFile("same-records", "seems to hold the same records as another input; both count");
  }
  const recognized = await reading.recognize(files);
  for (const group of groupFiles(recognized)) await reading.readGroup(group);
  return reading.builder.table(intake.summary, intake.warnings());
}

/** One reading of many files into one table. */
class Reading {
  readonly builder = new ConnectionTableBuilder();
  readonly #intake: Intake;
  readonly #options: ReadOptions;
  readonly #formats: readonly Format[];
  #skipped: { path: string; reason: string } | undefined;
  /** Standard input cannot be opened twice. */
  #stdin: Source | undefined;
  #totalBytes = 0;
  #doneBytes = 0;

  constructor(intake: Intake, options: ReadOptions) {
    this.#intake = intake;
    this.#options = options;
    const known = options.formats ?? allFormats;
    this.#formats =
      options.from === undefined ? known : known.filter(({ id }) => id === options.from);
  }

  /** Opens every file once to tell its format; what has none is skipped with a warning. */
  async recognize(files: readonly string[]): Promise<Recognized[]> {
    const recognized: Recognized[] = [];
    for (const path of files) {
      this.#options.signal?.throwIfAborted();
      const source = await this.#open(path);
      if (source === undefined) continue;
      const file = this.#recognize(source);
      if (file !== undefined) {
        recognized.push(file);
        this.#totalBytes += source.size;
      }
      if (path === "-") this.#stdin = source;
      else await source.close();
    }
    if (recognized.length > 0) return recognized;
    const { path, reason } = this.#skipped ?? { path: "input", reason: "no files" };
    const others = files.length > 1 ? ` (nor any of the other ${files.length - 1})` : "";
    throw new InputError(path, reason + others);
  }

  /** Reads files that tell of the same connections. */
  async readGroup({ files, hasConn }: FileGroup): Promise<void> {
    const uids = hasConn && files.length > 1 ? new UidIndex() : undefined;
    for (const file of files) {
      this.#options.signal?.throwIfAborted();
      const source = file.path === "-" ? this.#stdin : await this.#open(file.path);
      if (source === undefined) continue;
      try {
        const sink: Sink = { builder: this.builder, intake: this.#intake, options: this.#options };
        await this.#read(file, source, { ...sink, enrichOnly: hasConn, ...(uids && { uids }) });
      } finally {
        await source.close();
      }
    }
  }

  async #read(file: Recognized, source: Source, sink: Sink): Promise<void> {
    const intake = this.#intake;
    intake.file = file.path;
    intake.line = 0;
    intake.files++;
    const reader = file.format.open(source.head, sink);
    try {
      for await (const chunk of source.chunks()) {
        this.#options.signal?.throwIfAborted();
        reader.write(chunk);
        this.#report(file.path, source.position);
      }
      reader.end();
    } catch (error) {
      if (!(error instanceof BrokenInput)) throw error;
      reader.end(true);
      intake.warnFile("broken-input", `${error.message}; what came before was read`);
    }
    this.#doneBytes += source.size;
  }

  async #open(path: string): Promise<Source | undefined> {
    try {
      return await openSource(path);
    } catch (error) {
      this.#skip(path, "unreadable", reasonOf(error));
      return undefined;
    }
  }

  #recognize({ path, head }: Source): Recognized | undefined {
    for (const format of this.#formats) {
      const detection = format.detect(head, this.#options);
      if (detection !== undefined) return { path, format, stream: detection.stream };
    }
    const [forced] = this.#formats;
    if (this.#options.from !== undefined && forced !== undefined && head.length > 0) {
      return { path, format: forced, stream: undefined };
    }
    this.#skip(path, "unknown-format", this.#whyUnknown(head));
    return undefined;
  }

  #whyUnknown(head: Uint8Array): string {
    if (head.length === 0) return "empty";
    const mark = ((head[0] as number) << 8) | (head[1] ?? 0);
    if (mark === 0xfffe || mark === 0xfeff) return "UTF-16 text; convert it to UTF-8";
    return `not one of the known formats (${this.#formats.map(({ id }) => id).join(", ")})`;
  }

  #skip(path: string, code: string, reason: string): void {
    this.#skipped ??= { path, reason };
    this.#intake.file = path;
    this.#intake.warnFile(code, `${reason}; skipped`);
  }

  #report(file: string, position: number): void {
    const { onProgress } = this.#options;
    const bytes = this.#doneBytes + position;
    onProgress?.({ file, bytes, totalBytes: this.#totalBytes, records: this.#intake.records });
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "no such file";
  if (code === "EACCES") return "permission denied";
  return error instanceof Error ? error.message : String(error);
}
