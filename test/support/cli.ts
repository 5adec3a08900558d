import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../src/cli/run.js";

/** What a command line wrote and ended with. */
export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process. */
export async function cli(
  args: readonly string[],
  { tty = false, signal }: { tty?: boolean; signal?: AbortSignal } = {},
): Promise<Outcome> {
  let out = "";
  let err = "";
  const status = await run(args, {
    stdout: { write: (text) => (out += text), isTTY: tty },
    stderr: { write: (text) => (err += text), isTTY: tty },
    ...(signal && { signal }),
  });
  return { status, out, err };
}

/** A folder for the files of a test, and how to write to it. */
export function temporaryFolder(): {
  readonly path: (name: string) => string;
  readonly file: (name: string, content: string | Uint8Array) => string;
  readonly remove: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), "beaconry-test-"));
  const path = (name: string) => join(folder, name);
  return {
    path,
    file(name, content) {
      writeFileSync(path(name), content);
      return path(name);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
