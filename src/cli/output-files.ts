import { accessSync, constants, existsSync, realpathSync, statSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import { InputError } from "../errors.js";
import { reasonOf } from "./named-file.js";
import type { Problems } from "./problems.js";

/** The files a command is to write. */
interface OutputFiles {
  readonly output?: string;
  readonly rejects?: string;
}

/** Notes files to write that are inputs, or the same as another: that destroys logs, and is never meant. */
export function checkFiles(
  inputs: readonly string[],
  files: OutputFiles,
  problems: Problems,
): void {
  const taken = new Map(inputs.map((path) => [trueName(path), "is an input"]));
  for (const name of ["output", "rejects"] as const) {
    const path = files[name];
    if (path === undefined || path === "-") continue;
    const what = taken.get(trueName(path)) ?? within(path, inputs);
    if (what !== undefined) problems.add(`--${name}: ${path} ${what}`);
    else taken.set(trueName(path), `is the file of --${name}`);
  }
  if (inputs.filter((path) => path === "-").length > 1) {
    problems.add("- (standard input) can be read only once");
  }
}

/** What a file in a folder that is an input is; a new one destroys nothing. */
function within(path: string, inputs: readonly string[]): string | undefined {
  const inside = (input: string) => trueName(path).startsWith(`${trueName(input)}${sep}`);
  return existsSync(path) && inputs.some(inside) ? "lies in a folder that is an input" : undefined;
}

/** Throws an InputError when a file cannot be written: better now than after an hour of reading. */
export function checkWritable(path: string | undefined): void {
  if (path === undefined || path === "-") return;
  try {
    const exists = existsSync(path);
    accessSync(exists ? path : dirname(path), constants.W_OK);
    if (!(exists && statSync(path).isDirectory())) return;
  } catch (error) {
    throw new InputError(path, `cannot be written (${reasonOf(error)})`);
  }
  throw new InputError(path, "cannot be written (it is a directory)");
}

function trueName(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
