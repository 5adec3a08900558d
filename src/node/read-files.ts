import { InputError } from "../errors.js";
import type { Reader, Sink } from "../formats/format.js";
import { UidIndex } from "../formats/uid-index.js";
import { Intake, type IntakeOptions, type Progress } from "../intake.js";
import type { ConnectionTable } from "../table.js";
import { ConnectionTableBuilder } from "../table-builder.js";
import { BrokenInput } from "./broken-input.js";
import { DRILL_DOWN_LIST } from "./drill-down-list.js";
import { listFiles } from "./list-files.js";
import { besideLogs, type FileGroup, groupFiles, type Recognized, twins } from "./plan.js";
import { formatsOf, type RecognizeOptions, recognize } from "./recognize.js";
import { openSource, type Source } from "./source.js";

/** Options of `readFiles`. */
export interface ReadOptions extends RecognizeOptions, IntakeOptions {
  /** Stops the reading; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called after every chunk (about 1 MiB). */
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Reads log files into a table: files, directories (recursively) or `-` for standard input; gzip is unzipped.
 * Of a directory what is hidden is left out, and what a drill-down wrote beside its events: its queries and their list.
 * What cannot be read is counted and told in the table's `input` and `warnings`. Throws an InputError when no input is of
 * a known format, or one mixes units of time, a RuleError for a `from` that is no format.
 *
 * @example
 * const table = await readFiles(["conn.log.gz"]);
 */
export async function readFiles(
  inputs: string | readonly string[],
  options: ReadOptions = {},
): Promise<ConnectionTable> {
  const paths = typeof inputs === "string" ? [inputs] : inputs;
  const intake = new Intake(options);
  const reading = new Reading(paths, intake, options);
  try {
    const files = await reading.recognize(await listFiles(paths));
    for (const { path } of twins(files)) {
      intake.file = path;
      intake.warnFile(
        "same-records",
        "seems to hold the same records as another input; both count",
      );
    }
    for (const { path } of besideLogs(files)) {
      intake.file = path;
      const what = "lies beside logs that may tell of the same connections; both count";
      intake.warnFile("counted-twice", what);
    }
    for (const group of groupFiles(files)) await reading.readGroup(group);
    return reading.table(paths[0] ?? "input");
  } finally {
    await reading.close();
  }
}

/** One reading of many files into one table. */
class Reading {
  readonly #builder = new ConnectionTableBuilder();
  readonly #intake: Intake;
  readonly #options: ReadOptions;
  /** Paths that somebody named, rather than the folder that they lie in. */
  readonly #named: ReadonlySet<string>;
  readonly #skipped: { path: string; reason: string }[] = [];
  /** Inputs that cannot be opened twice, by path. */
  readonly #held = new Map<string, Source>();
  #totalBytes = 0;
  #doneBytes = 0;

  constructor(paths: readonly string[], intake: Intake, options: ReadOptions) {
    this.#named = new Set(paths);
    this.#intake = intake;
    this.#options = options;
    // A format that there is not is an error before any file is opened.
    formatsOf(options);
  }

  /** Opens every file once to tell its format; what has none is skipped with a warning. */
  async recognize(files: readonly string[]): Promise<Recognized[]> {
    const recognized: Recognized[] = [];
    for (const path of files) {
      this.#options.signal?.throwIfAborted();
      const source = await this.#open(path);
      if (source === undefined) continue;
      const file = recognize(source, this.#options);
      const isKnown = "format" in file;
      if (isKnown) recognized.push(file);
      else this.#skip(path, file.code, file.reason);
      if (isKnown && source.once) this.#held.set(path, source);
      else await source.close();
    }
    if (this.#held.size === 0) {
      this.#totalBytes = recognized.reduce((sum, { size }) => sum + size, 0);
    }
    return recognized;
  }

  /** Reads files that tell of the same connections. */
  async readGroup({ files, hasConn }: FileGroup): Promise<void> {
    const told = files.length > 1 || files.some(({ mixed }) => mixed);
    const uids = hasConn && told ? new UidIndex() : undefined;
    const options = this.#options;
    const sink: Sink = { builder: this.#builder, intake: this.#intake, options };
    for (const file of files) {
      options.signal?.throwIfAborted();
      const source = this.#held.get(file.path) ?? (await this.#open(file.path));
      try {
        const own = { ...sink, enrichOnly: hasConn, ...(uids && { uids }) };
        if (source !== undefined) await this.#read(file, source, own);
      } finally {
        await source?.close();
      }
      this.#doneBytes += source?.once ? source.position : file.size;
      this.#report(file.path, 0);
    }
  }

  /** The table of all that was read; an InputError (about `input` when there was no file) when that was nothing at all. */
  table(input: string): ConnectionTable {
    const intake = this.#intake;
    if (intake.files > 0) return this.#builder.table(intake.summary, intake.warnings());
    const [first, ...others] = this.#skipped;
    if (first === undefined) throw new InputError(input, "no files");
    const also = others.length > 0 ? ` (nor any of the other ${others.length})` : "";
    throw new InputError(first.path, first.reason + also);
  }

  /** Lets go of what is still open after an error. */
  async close(): Promise<void> {
    for (const source of this.#held.values()) await source.close();
  }

  async #read(file: Recognized, source: Source, sink: Sink): Promise<void> {
    const intake = this.#intake;
    intake.file = file.path;
    intake.line = 0;
    const reader = this.#reader(file, source, sink);
    if (reader === undefined) return;
    intake.files++;
    try {
      for await (const chunk of source.chunks()) {
        this.#options.signal?.throwIfAborted();
        reader.write(chunk);
        const { once, position } = source;
        this.#report(file.path, once ? position : Math.min(position, file.size));
      }
      reader.end();
    } catch (error) {
      if (!(error instanceof BrokenInput)) throw error;
      reader.end(true);
      intake.warnFile("broken-input", `${error.message}; what came before was read`);
    }
  }

  /** A file that turns out not to fit its format is skipped like one that has none. */
  #reader(file: Recognized, source: Source, sink: Sink): Reader | undefined {
    try {
      return file.format.open(source.head, sink);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.#skip(file.path, "unknown-format", error.reason);
      return undefined;
    }
  }

  async #open(path: string): Promise<Source | undefined> {
    try {
      return await openSource(path);
    } catch (error) {
      this.#skip(path, "unreadable", reasonOf(error));
      return undefined;
    }
  }

  /** Without a warning where it is a list of ours that lies in a folder of inputs. */
  #skip(path: string, code: string, reason: string): void {
    this.#skipped.push({ path, reason });
    if (reason === DRILL_DOWN_LIST && !this.#named.has(path)) return;
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
