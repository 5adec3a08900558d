import { stat } from "node:fs/promises";
import { InputError } from "../errors.js";
import { zeekRows } from "../formats/zeek-rows.js";
import {
  type InputSummary,
  Intake,
  type IntakeOptions,
  type Progress,
  type Warning,
} from "../intake.js";
import type { RitaConfig } from "../rita/config/config.js";
import { RITA_PRESETS, type RitaPreset } from "../rita/config/presets.js";
import { LOG_COLUMNS, LOG_KINDS, type LogKind } from "../rita/dataset/log-kinds.js";
import { type RitaIngest, ritaIngest } from "../rita/ingest.js";
import {
  planImports,
  planWhole,
  type RitaImportPlan,
  type RitaLogFile,
  type RitaPlan,
} from "../rita/plan/plan.js";
import type { RitaRows } from "../rita/rows/v5-rows.js";
import { BrokenInput } from "./broken-input.js";
import { listFiles } from "./list-files.js";
import { ritaWarnings } from "./rita-warnings.js";
import { openSource } from "./source.js";

/** Options of `readRita`. */
export interface RitaOptions extends IntakeOptions {
  /** Which RITA; default 5. */
  readonly version?: 4 | 5;
  /** Which of RITA's two sets of defaults; default `file`, what its users have. */
  readonly preset?: RitaPreset;
  /** The configuration in place of the preset's: see `parseRitaConfig`. */
  readonly config?: RitaConfig;
  /** Networks that are internal beside those of the configuration. */
  readonly internal?: readonly string[];
  /** Whether connections from outside to inside are dropped, in place of what the configuration says. */
  readonly externalToInternal?: "drop" | "keep";
  /** Whether the data set is a rolling one, which minds when destinations were first seen; of v5. Default false. */
  readonly rolling?: boolean;
  /** The present, in epoch milliseconds; default: now. It matters to rolling data sets alone. */
  readonly now?: number;
  /** Stops the reading; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called after every chunk (about 1 MiB). */
  readonly onProgress?: (progress: Progress) => void;
}

/** RITA's results, and what they were made of. */
export interface RitaResult extends Pick<RitaRows, "window" | "present" | "rows"> {
  readonly version: 4 | 5;
  /** `custom` for a configuration of its own. */
  readonly preset: RitaPreset | "custom";
  readonly input: InputSummary;
  readonly warnings: readonly Warning[];
}

/**
 * What RITA makes of Zeek logs (files or folders of conn, http, ssl and dns logs, those of open connections too; TSV or JSON, gzip
 * or not), imported as it imports them: hour by hour for v5, at once for v4. Needs neither RITA nor a database. Throws an
 * InputError when there is no log that RITA reads, or its filters leave nothing; a RangeError for networks that are none.
 *
 * @example
 * const { rows } = await readRita("/opt/zeek/logs/2026-11-23");
 */
export async function readRita(
  inputs: string | readonly string[],
  options: RitaOptions = {},
): Promise<RitaResult> {
  const { version = 5, preset = "file", config = RITA_PRESETS[preset] } = options;
  const { rolling = false, now = Date.now() } = options;
  const intake = new Intake(options);
  const settings = {
    ...{ version, rolling, now: Math.floor(now / 1000) },
    config: withNetworks(config, options),
  };
  const ingest = ritaIngest(settings, intake);
  const paths = typeof inputs === "string" ? [inputs] : inputs;
  const files = await filesOf(paths, intake);
  const plan = version === 5 ? planImports(files) : planWhole(files);
  for (const { path, reason } of plan.left) {
    intake.file = path;
    intake.warnFile("left-out", `RITA does not read it: ${reason}`);
  }
  if (plan.imports.length === 0) throw nothingToRead(paths, plan);
  await new RitaReading(ingest, intake, options, files).read(plan.imports);
  const { window, present, rows, older, lead } = ingest.rows();
  if (window === null) throw nothingLeft(paths, intake);
  return {
    version,
    preset: options.config === undefined ? preset : "custom",
    ...{ window, present, rows },
    input: intake.summary,
    warnings: [
      ...intake.warnings(),
      ...ritaWarnings({ window, older, lead, input: intake.summary, rolling, now: settings.now }),
    ],
  };
}

/** One reading of the logs of all imports. */
class RitaReading {
  readonly #ingest: RitaIngest;
  readonly #intake: Intake;
  readonly #options: RitaOptions;
  readonly #sizes: ReadonlyMap<string, number>;
  readonly #totalBytes: number;
  #doneBytes = 0;

  constructor(
    ingest: RitaIngest,
    intake: Intake,
    options: RitaOptions,
    files: readonly RitaLogFile[],
  ) {
    this.#ingest = ingest;
    this.#intake = intake;
    this.#options = options;
    this.#sizes = new Map(files.map(({ path, size }) => [path, size]));
    this.#totalBytes = files.reduce((sum, { size }) => sum + size, 0);
  }

  async read(imports: readonly RitaImportPlan[]): Promise<void> {
    for (const { files } of imports) {
      this.#ingest.beginImport();
      for (const kind of LOG_KINDS) {
        for (const path of files[kind]) await this.#file(path, kind);
      }
    }
  }

  async #file(path: string, kind: LogKind): Promise<void> {
    const { signal } = this.#options;
    const intake = this.#intake;
    const taker = this.#ingest.taker(kind);
    signal?.throwIfAborted();
    intake.file = path;
    intake.line = 0;
    if (taker !== undefined) {
      const reader = zeekRows(LOG_COLUMNS[kind], taker, { intake });
      const source = await openSource(path);
      intake.files++;
      try {
        for await (const chunk of source.chunks()) {
          signal?.throwIfAborted();
          reader.write(chunk);
          this.#report(path, source.position);
        }
        reader.end();
      } catch (error) {
        if (!(error instanceof BrokenInput)) throw error;
        reader.end(true);
        intake.warnFile("broken-input", `${error.message}; what came before was read`);
      } finally {
        await source.close();
      }
    }
    this.#doneBytes += this.#sizes.get(path) ?? 0;
  }

  #report(file: string, position: number): void {
    this.#options.onProgress?.({
      file,
      bytes: this.#doneBytes + position,
      totalBytes: this.#totalBytes,
      records: this.#intake.records,
    });
  }
}

function withNetworks(
  config: RitaConfig,
  { internal = [], externalToInternal }: RitaOptions,
): RitaConfig {
  const { filtering } = config;
  return {
    ...config,
    filtering: {
      ...filtering,
      internalSubnets: [...filtering.internalSubnets, ...internal],
      filterExternalToInternal:
        externalToInternal === undefined
          ? filtering.filterExternalToInternal
          : externalToInternal === "drop",
    },
  };
}

/** The files that paths stand for; what cannot be looked at is a warning unless it was named itself. */
async function filesOf(paths: readonly string[], intake: Intake): Promise<RitaLogFile[]> {
  const files: RitaLogFile[] = [];
  for (const path of await listFiles(paths)) {
    if (path === "-")
      throw new InputError("-", "RITA's hours are in the names of files: name files or folders");
    try {
      const { mtimeMs, size } = await stat(path);
      files.push({ path, modified: mtimeMs, size });
    } catch (error) {
      const reason =
        (error as NodeJS.ErrnoException).code === "ENOENT"
          ? "no such file"
          : String((error as Error).message);
      if (paths.includes(path)) throw new InputError(path, reason);
      intake.file = path;
      intake.warnFile("unreadable", `${reason}; skipped`);
    }
  }
  return files;
}

function nothingToRead(paths: readonly string[], { left, other }: RitaPlan): InputError {
  const names = "conn, http, ssl, dns (and open_conn, open_http, open_ssl), ending in .log or .gz";
  const [first] = left;
  const why =
    first === undefined ? `${other.length} other files` : `${first.path}: ${first.reason}`;
  return new InputError(
    String(paths[0]),
    `no log that RITA reads (${why}); their names begin with ${names}`,
  );
}

/** Why nothing counts: there is nothing, nothing that can be read, or nothing that the filters keep. */
function nothingLeft(paths: readonly string[], intake: Intake): InputError {
  const { records, rejected, ignored } = intake;
  const path = String(paths[0]);
  const warnings = intake.warnings();
  const [first] = warnings;
  const isAbandoned = warnings.some(({ code }) => code === "abandoned");
  const also = first === undefined ? "" : ` (${first.message})`;
  if (records === 0)
    return new InputError(path, `no records in the logs of this version of RITA${also}`);
  if (ignored === 0 || isAbandoned) return new InputError(path, `no record could be read${also}`);
  const books = `${records} records, ${rejected} rejected, ${ignored} ignored`;
  const hint = "are your internal networks among RITA's? --internal adds some";
  return new InputError(path, `RITA's filters leave no connection (${books}); ${hint}`);
}
