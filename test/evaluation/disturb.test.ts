import { describe, expect, test } from "vitest";
import { RuleError } from "../../src/errors.js";
import { fixed } from "../../src/evaluation/families/fixed.js";
import { oneSidedJitter } from "../../src/evaluation/families/one-sided-jitter.js";
import { poisson } from "../../src/evaluation/families/poisson.js";
import { rotation } from "../../src/evaluation/families/rotation.js";
import { telemetry } from "../../src/evaluation/families/telemetry.js";
import { type SimulateOptions, simulate } from "../../src/evaluation/simulate.js";

const START = Date.UTC(2026, 10, 23);
const PLAIN: SimulateOptions = {
  seed: "disturb",
  start: START,
  hours: 12,
  hosts: 60,
  cohorts: [
    { family: oneSidedJitter, pairs: 2 },
    { family: telemetry, pairs: 40, sources: 40 },
    { family: rotation, pairs: 2 },
  ],
};
const whole = simulate(PLAIN);
const keyOf = (pair: { source: string; destination: string; port: number }): string =>
  `${pair.source} ${pair.destination} ${pair.port}`;

/** The share kept, and four standard deviations of it. */
function kept(options: Partial<SimulateOptions>, share: number): number {
  const { connections } = simulate({ ...PLAIN, ...options });
  const all = whole.connections.length;
  expect(Math.abs(connections.length / all - share)).toBeLessThan(
    4 * Math.sqrt((share * (1 - share)) / all),
  );
  return connections.length;
}

describe("loss and sampling", () => {
  test("keep the share that they say, each alone and both together", () => {
    kept({ loss: 0.1 }, 0.9);
    kept({ sampling: 10 }, 0.1);
    kept({ loss: 0.5, sampling: 4 }, 0.125);
  });

  test("change no record that they keep", () => {
    const byId = new Map(whole.connections.map((connection) => [connection.id, connection]));
    const { connections } = simulate({ ...PLAIN, loss: 0.3 });
    expect(connections).toEqual(connections.map(({ id }) => byId.get(id)));
  });

  test("lose the same records again, and with more loss those and others", () => {
    const ids = (loss: number) =>
      new Set(simulate({ ...PLAIN, loss }).connections.map(({ id }) => id));
    const [some, more] = [ids(0.2), ids(0.6)];
    expect(ids(0.2)).toEqual(some);
    expect([...more].filter((id) => !some.has(id))).toEqual([]);
    expect(more.size).toBeLessThan(some.size);
  });

  test("strike the pairs apart: other cohorts change nothing", () => {
    const cohorts = [{ family: poisson, pairs: 5 }, ...(PLAIN.cohorts ?? [])];
    const among = simulate({ ...PLAIN, loss: 0.3, cohorts }).connections;
    const alone = simulate({ ...PLAIN, loss: 0.3 }).connections;
    expect(among.filter(({ family }) => family !== "poisson").map(({ time }) => time)).toEqual(
      alone.map(({ time }) => time),
    );
  });

  test("take the label of a pair that has lost all its records, of no other", () => {
    const { connections, labels } = simulate({ ...PLAIN, hours: 2, loss: 0.97 });
    expect(new Set(labels.map(keyOf))).toEqual(new Set(connections.map(keyOf)));
    expect(labels.length).toBeLessThan(simulate({ ...PLAIN, hours: 2 }).labels.length);
  });
});

describe("rounding", () => {
  test.each([0.001, 0.1, 1, 60, 7])(
    "cuts times to whole %d s, and keeps their order",
    (rounding) => {
      const { connections } = simulate({ ...PLAIN, hours: 3, rounding });
      const { connections: exact } = simulate({ ...PLAIN, hours: 3 });
      expect(connections).toHaveLength(exact.length);
      const times = new Map(exact.map(({ id, time }) => [id, time]));
      let previous = 0;
      for (const { id, time } of connections) {
        const step = Math.round(rounding * 1e6);
        const microseconds = Math.round(time * 1000);
        const before = Math.round((times.get(id) as number) * 1000) - microseconds;
        if (microseconds % step !== 0 || before < 0 || before >= step || time < previous) {
          expect.fail(`${times.get(id)} became ${time}`);
        }
        previous = time;
      }
    },
  );
});

describe("nat", () => {
  test("gives neighbouring hosts the address of the first of them", () => {
    const sources = new Set(simulate({ ...PLAIN, nat: 10 }).labels.map(({ source }) => source));
    expect(sources.size).toBe(6);
    for (const source of sources) expect(Number(source.split(".")[3]) % 10).toBe(0);
  });

  test("loses no connection, and changes nothing but where it comes from", () => {
    const without = ({ source, ...rest }: (typeof whole.connections)[number]) => rest;
    expect(simulate({ ...PLAIN, nat: 10 }).connections.map(without)).toEqual(
      whole.connections.map(without),
    );
  });

  test("labels the shared address once, without a truth where several hosts are one pair", () => {
    const { connections, labels } = simulate({ ...PLAIN, nat: 60 });
    expect(new Set(labels.map(keyOf)).size).toBe(labels.length);
    expect(new Set(connections.map(keyOf))).toEqual(new Set(labels.map(keyOf)));
    const ofTelemetry = labels.filter(({ family }) => family === "telemetry");
    expect(ofTelemetry).toHaveLength(1);
    const cohorts = [{ family: fixed, pairs: 2, sources: 2 }];
    expect(simulate({ ...PLAIN, cohorts, nat: 60 }).labels).toMatchObject([{ truth: null }]);
    expect(simulate({ ...PLAIN, cohorts }).labels.map(({ truth }) => truth?.law)).toEqual([
      "fixed",
      "fixed",
    ]);
  });
});

test("disturbances that say nothing change nothing", () => {
  expect(simulate({ ...PLAIN, loss: 0, sampling: 1, nat: 1 })).toEqual(whole);
});

test("disturbances that make no sense are refused, all of them at once", () => {
  const attempt = () => simulate({ ...PLAIN, loss: 1, sampling: 0.5, rounding: 0, nat: 0 });
  expect(attempt).toThrow(RuleError);
  expect(attempt).toThrow(
    [
      "simulate: loss must be from 0 to below 1, not 1",
      "sampling must be a whole number above 0, not 0.5",
      "rounding must be 0.001 to 86400 seconds, not 0",
      "nat must be a whole number above 0, not 0",
    ].join("; "),
  );
});
