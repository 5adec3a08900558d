import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors.js";
import { reasonOf } from "./named-file.js";
import type { Problems } from "./problems.js";

/** Notes a folder for files of ours that others are in already, or that is none; one that does not exist yet is well. */
export function checkFolder(flag: string, path: string, force: boolean, problems: Problems): void {
  try {
    if (readdirSync(path).length === 0 || force) return;
    problems.add(`${flag}: ${path} is not empty; --force writes into it all the same`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return;
    const reason = code === "ENOTDIR" ? "it is no directory" : reasonOf(error);
    problems.add(`${flag}: cannot write to ${path} (${reason})`);
  }
}

/** The path of a file in a folder, which is made when it is not there; throws an InputError when it cannot be. */
export function folderFile(folder: string, file: string): string {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new InputError(folder, `cannot be written (${reasonOf(error)})`);
  }
  return join(folder, file);
}
