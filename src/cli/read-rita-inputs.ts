import { type RitaResult, readRita } from "../node/read-rita.js";
import type { RitaConfig } from "../rita/index.js";
import type { Io } from "./io.js";
import { checkWritable } from "./output-files.js";
import type { OutputOptions } from "./output-options.js";
import { progressLine } from "./progress.js";
import { rejectFile } from "./reject-file.js";
import type { RitaSettingOptions } from "./rita-options.js";

/** What the reading for RITA's rows needs to know. */
export interface RitaReadingOptions extends RitaSettingOptions, OutputOptions {
  readonly internal?: readonly string[];
  readonly rejects?: string;
  readonly maxEvents?: number;
}

/** Reads the inputs as RITA would, with progress, and makes its rows; `config` stands in for the preset. */
export async function readRitaInputs(
  inputs: readonly string[],
  options: RitaReadingOptions,
  config: RitaConfig | undefined,
  io: Io,
): Promise<RitaResult> {
  checkWritable(options.output);
  const progress = progressLine(io, options.quiet === true);
  const rejects = options.rejects === undefined ? undefined : rejectFile(options.rejects);
  const { version, preset, internal, externalToInternal, rolling, now, maxEvents } = options;
  try {
    return await readRita(inputs, {
      version: version === "4" ? 4 : 5,
      onProgress: progress.report,
      ...(preset !== undefined && { preset }),
      ...(config !== undefined && { config }),
      ...(internal !== undefined && { internal }),
      ...(externalToInternal !== undefined && { externalToInternal }),
      ...(rolling !== undefined && { rolling }),
      ...(now !== undefined && { now }),
      ...(maxEvents !== undefined && { maxEvents }),
      ...(rejects !== undefined && { onReject: rejects.add }),
      ...(io.signal !== undefined && { signal: io.signal }),
    });
  } finally {
    progress.clear();
    rejects?.close();
  }
}
