import fc from "fast-check";
import { expect, test } from "vitest";
import { readRita } from "../../../src/node/read-rita.js";
import type { RitaConfig, RitaRow } from "../../../src/rita/index.js";
import { RUNS } from "../../support/arrays.js";
import { naiveV4 } from "./naive-v4.js";
import { EITHER, naiveV5 } from "./naive-v5.js";
import { type World, worlds } from "./random-logs.js";
import { withLogs } from "./write-logs.js";

/** Other seeds and more runs are asked for by these two: `SEED=7 TIMES=10 npx vitest run test/rita/oracle`. */
const SEED = Number(process.env.SEED ?? RUNS.seed);
const TIMES = Number(process.env.TIMES ?? 1);

test("v5's rows are those of a second implementation", async () => {
  await fc.assert(
    fc.asyncProperty(worlds({ imports: 4, talks: 4, repeat: 6 }), async (world) => {
      const { rolling, now } = world;
      const setting = { config: configOf(world), rolling, now };
      const expected = naiveV5(world.imports, setting);
      expect(close(await rowsOf(world, 5), expected)).toEqual(close(expected));
    }),
    { seed: SEED, numRuns: 300 * TIMES },
  );
});

test("v4's rows are those of a second implementation", async () => {
  await fc.assert(
    fc.asyncProperty(worlds({ imports: 2, talks: 4, repeat: 40 }), async (world) => {
      expect(close(await rowsOf(world, 4))).toEqual(close(naiveV4(world.imports, configOf(world))));
    }),
    { seed: SEED, numRuns: 150 * TIMES },
  );
});

/** The configuration with the option that changes it. */
function configOf({ config, externalToInternal }: World): RitaConfig {
  const { filtering } = config;
  if (externalToInternal === undefined) return config;
  const filterExternalToInternal = externalToInternal === "drop";
  return { ...config, filtering: { ...filtering, filterExternalToInternal } };
}

async function rowsOf(world: World, version: 4 | 5): Promise<readonly RitaRow[] | undefined> {
  const { imports, format, config, rolling, now, externalToInternal } = world;
  const filter = externalToInternal === undefined ? {} : { externalToInternal };
  return withLogs(imports, format, async (folder) => {
    try {
      const options = { version, config, rolling, now: now * 1000, ...filter };
      return (await readRita(folder, options)).rows;
    } catch (error) {
      if (/leave no connection|no log that RITA reads|no records? /.test(String(error)))
        return undefined;
      throw error;
    }
  });
}

/** Sums of fractions may differ in their last digits, and any of several rare signatures may be named. */
function close(
  rows: readonly RitaRow[] | undefined,
  others: readonly RitaRow[] | undefined = rows,
): unknown {
  return rows?.map((row, i) => ({
    ...row,
    modifiers: row.modifiers.map((modifier, j) => {
      const value = others?.[i]?.modifiers[j]?.value;
      const isOne =
        modifier.name === "rare_signature" && value?.split(EITHER).includes(modifier.value);
      return isOne ? { ...modifier, value } : modifier;
    }),
    totalDuration: Number(row.totalDuration.toFixed(6)),
    longConnectionScore: Number(row.longConnectionScore.toFixed(9)),
    finalScore: Number(row.finalScore.toFixed(9)),
  }));
}
