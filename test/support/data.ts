import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The folder of real logs that do not ship with this package; undefined where it is not there. */
export function dataFolder(): string | undefined {
  const folder = resolve(ROOT, process.env.BEACONRY_DATA ?? "../shared/data");
  return existsSync(folder) ? folder : undefined;
}

/** A suite on the folder of real logs, skipped with a message where it is not there. */
export function describeData(name: string, suite: (folder: string) => void): void {
  const folder = dataFolder();
  if (folder !== undefined) {
    describe(name, () => suite(folder));
    return;
  }
  console.info(`skipped: ${name}: set BEACONRY_DATA to the folder of real logs`);
  describe.skip(name, () => test("needs BEACONRY_DATA", () => {}));
}
