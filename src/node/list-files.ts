import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * The files that paths stand for, in one order: directories are read recursively, everything else is taken as it is,
 * also what cannot be opened (a path that does not exist, a directory that may not be read, a link to a directory within
 * one): opening it tells. Of a directory all that is hidden (`.DS_Store`, `.git`) is left out, and queries (`*.aql`), which are no input of
 * anything. Standard input is there once, however often it is named.
 */
export async function listFiles(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    if (path === "-" && files.includes("-")) continue;
    if (path !== "-" && (await isDirectory(path))) {
      for await (const file of filesBelow(path)) files.push(file);
    } else files.push(path);
  }
  return files;
}

async function* filesBelow(directory: string): AsyncGenerator<string> {
  let entries: Dirent[];
  try {
    entries = await readdir(directory, { withFileTypes: true });
  } catch {
    yield directory;
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (isLeftOut(entry)) continue;
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile() || entry.isSymbolicLink()) yield path;
  }
}

function isLeftOut(entry: Dirent): boolean {
  return entry.name.startsWith(".") || (entry.name.endsWith(".aql") && !entry.isDirectory());
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
