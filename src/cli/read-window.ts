import { InputError } from "../errors.js";
import { tableWithin } from "../scoring/table-within.js";
import type { ConnectionTable } from "../table.js";
import type { Io } from "./io.js";
import type { OutputOptions } from "./output-options.js";
import { readInputs } from "./read-inputs.js";
import type { ReadingOptions } from "./reading-options.js";

/** Reads the inputs and keeps what lies in the window asked for; throws an InputError when that is nothing. */
export async function readWindow(
  inputs: readonly string[],
  options: ReadingOptions & OutputOptions,
  end: number | "data",
  io: Io,
): Promise<ConnectionTable> {
  const table = await readInputs(inputs, options, io);
  const { hours = Number.POSITIVE_INFINITY } = options;
  if (end === "data" && hours === Number.POSITIVE_INFINITY) return table;
  const last = end === "data" ? Math.floor(newest(table.times)) : end;
  const within = tableWithin(table, last - Math.round(hours * 3_600_000), last);
  if (within.length === 0) throw new InputError(String(inputs[0]), "no connection in the window");
  return within;
}

function newest(times: Float64Array): number {
  let latest = Number.NEGATIVE_INFINITY;
  for (const time of times) if (time > latest) latest = time;
  return latest;
}
