import { readFile } from "node:fs/promises";
import { RuleError } from "../errors.js";

/** The text of a file that an option names. That it cannot be read is a usage problem, hence a RuleError. */
export async function namedText(path: string): Promise<string> {
  try {
    return (await readFile(path, "utf8")).replace(/^\ufeff/, "");
  } catch (error) {
    throw new RuleError("file", [`cannot read ${path} (${reasonOf(error)})`]);
  }
}

/** The same of a file with JSON in it. */
export async function namedJson(path: string): Promise<unknown> {
  const text = await namedText(path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RuleError("file", [`${path} is not JSON: ${(error as Error).message}`]);
  }
}

/** What a system call failed of, without the path that its message repeats. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const known: Readonly<Record<string, string>> = {
    ENOENT: "no such file or directory",
    ENOTDIR: "no such file or directory",
    EACCES: "permission denied",
    EISDIR: "it is a directory",
    ENOSPC: "no space left",
  };
  return known[code ?? ""] ?? message;
}
