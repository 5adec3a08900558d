import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readFiles } from "../../src/node/read-files.js";
import { type Finding, score } from "../../src/scoring/index.js";

interface Labelled {
  readonly label: string;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
}

async function findingsIn(files: readonly string[]): Promise<readonly Finding[]> {
  return score(await readFiles(files), { minCount: 2 }).findings;
}

function rankOf(findings: readonly Finding[], pair: Labelled): number {
  const found = findings.find(
    ({ source, destination, port }) =>
      source === pair.source && destination === pair.destination && port === pair.port,
  );
  if (found === undefined) throw new Error(`no finding on ${JSON.stringify(pair)}`);
  return found.rank;
}

describe("on the simulated examples", () => {
  const folder = join(import.meta.dirname, "../../examples");
  const labels: (Labelled & { file: string; family: string })[] = JSON.parse(
    readFileSync(join(folder, "labels.json"), "utf8"),
  );
  const aperiodic = new Set(["poisson", "diurnal", "browsing"]);

  test.each([...new Set(labels.map(({ file }) => file))])(
    "every implant of %s ranks above every pair without a schedule",
    async (file) => {
      const findings = await findingsIn([join(folder, "data", file)]);
      // QRadar's sourceip of IPv6 is 0.0.0.0: those pairs cannot be told apart.
      const here = labels.filter(
        (pair) => pair.file === file && !(file.startsWith("qradar") && pair.source.includes(":")),
      );
      const implants = here.filter(({ label }) => label === "c2");
      const chance = here.filter(({ family }) => aperiodic.has(family));
      expect(implants.length).toBeGreaterThan(2);
      expect(chance.length).toBeGreaterThan(3);
      const lowest = Math.max(...implants.map((pair) => rankOf(findings, pair)));
      expect(lowest).toBeLessThan(Math.min(...chance.map((pair) => rankOf(findings, pair))));
    },
  );
});
