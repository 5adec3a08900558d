import { describe, expect, test } from "vitest";
import { ArielError } from "../../../src/qradar/ariel/index.js";
import { retried } from "../../../src/qradar/ariel/retried.js";

const { signal } = new AbortController();
const busy = new ArielError("busy", { transient: true });

/** Work that fails so often, and what was waited for meanwhile. */
function failing(times: number, error: Error, retries = 2) {
  const waits: number[] = [];
  let done = 0;
  const work = async () => {
    if (done++ < times) throw error;
    return done;
  };
  const sleep = async (ms: number) => {
    waits.push(ms);
  };
  return { waits, ending: retried(work, { retries, sleep }, signal) };
}

describe("work that is tried again", () => {
  test("gives what it gives in the end", async () => {
    const { waits, ending } = failing(2, busy);
    expect(await ending).toBe(3);
    expect(waits).toEqual([200, 300]);
  });

  test("waits as long as it is asked to, or longer", async () => {
    const asked = new ArielError("busy", { transient: true, retryAfter: 250 });
    const { waits, ending } = failing(2, asked);
    await ending;
    expect(waits).toEqual([250, 300]);
  });

  test("ends with what went wrong last, or at once where that does not pass", async () => {
    const often = failing(3, busy);
    await expect(often.ending).rejects.toBe(busy);
    expect(often.waits).toHaveLength(2);
    for (const error of [new ArielError("no"), new Error("a mistake")]) {
      const { waits, ending } = failing(1, error);
      await expect(ending).rejects.toBe(error);
      expect(waits).toEqual([]);
    }
  });

  test("tells what went wrong last where the waiting is over, and nothing beside an interrupt", async () => {
    const ended = (reason: Error) => {
      const sleep = () => Promise.reject(reason);
      return retried(() => Promise.reject(busy), { retries: 2, sleep }, signal);
    };
    await expect(ended(new ArielError("too long"))).rejects.toThrow(
      /^too long; the last that went wrong: busy$/,
    );
    const interrupt = new Error("interrupted");
    await expect(ended(interrupt)).rejects.toBe(interrupt);
  });
});
