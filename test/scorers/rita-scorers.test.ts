import { afterAll, describe, expect, test } from "vitest";
import { randomFrom } from "../../src/evaluation/random.js";
import { ritaV5 } from "../../src/rita/index.js";
import type { Context } from "../../src/score.js";
import {
  defaultScorers,
  ritaDataSize,
  ritaDuration,
  ritaHistogram,
  ritaScorers,
  ritaTimestamp,
} from "../../src/scorers/index.js";
import { ritaGroupOf } from "../../src/scorers/rita-group.js";
import { ritaPartsOf } from "../../src/scorers/rita-parts.js";
import { score } from "../../src/scoring/index.js";
import { cli, temporaryFolder } from "../support/cli.js";
import { exponential } from "../support/intervals.js";
import { connectionsAt, pairFrom, scoreOfIntervals, scorerLaws } from "../support/scorer-laws.js";

// Whole seconds and whole hours do not move with a window that moves by milliseconds.
scorerLaws(ritaTimestamp, { least: 4, shift: false, regularity: true });
scorerLaws(ritaDataSize, { least: 4, shift: false });
scorerLaws(ritaDuration, { least: 4, shift: false });
scorerLaws(ritaHistogram, { least: 4, shift: false });

/** Midnight, when `connectionsAt` begins. */
const START = Date.UTC(2026, 10, 22);
const HOUR = 3600;
const DAY = 24 * HOUR;

const clock = (period: number, seconds = DAY) =>
  Array.from({ length: seconds / period + 1 }, (_, i) => i * period);

function windowed(start: number, end: number): Context {
  return { start: START + start * 1000, end: START + end * 1000 };
}

/** What all four say of connections so many seconds after midnight. */
function saidOf(
  seconds: readonly number[],
  bytes: readonly (number | null)[] = [],
  context: Context = windowed(Math.min(...seconds), Math.max(...seconds)),
) {
  const pair = pairFrom(connectionsAt(seconds, bytes));
  return ritaScorers.map((scorer) => scorer.score(pair, context));
}

const valuesOf = (...of: Parameters<typeof saidOf>) => saidOf(...of).map((said) => said?.value);

describe("RITA's parts as scorers", () => {
  test("give a clock of a day 1 in all parts", () => {
    const seconds = clock(60);
    const sizes = seconds.map(() => 300);
    expect(saidOf(seconds, sizes)).toEqual([
      {
        id: "rita-timestamp",
        value: 1,
        evidence: { skew: 0, madSeconds: 0, modeSeconds: 60, modeCount: 1440, intervals: 1440 },
      },
      {
        id: "rita-data-size",
        value: 1,
        evidence: { skew: 0, madBytes: 0, modeBytes: 300, modeCount: 1441, sizes: 1441 },
      },
      {
        id: "rita-duration",
        value: 1,
        evidence: { coverage: 1, consistency: 1, bars: 24, longestRun: 24, windowSeconds: DAY },
      },
      { id: "rita-histogram", value: 1, evidence: { evenness: 0.997, twoHeights: 1, bars: 24 } },
    ]);
  });

  test("give chance arrivals half of the timestamp score: (0.738 + 0.306) / 2", () => {
    const random = randomFrom("chance arrivals");
    const values = Array.from({ length: 40 }, () => {
      const waits = Array.from({ length: 700 }, () => exponential(120)(random()));
      return scoreOfIntervals(ritaTimestamp, waits)?.value ?? 0;
    });
    expect(values.reduce((sum, value) => sum + value) / values.length).toBeCloseTo(0.522, 2);
  });

  test("are what ritaV5 says of the same seconds and sizes", () => {
    const random = randomFrom("rita scorers");
    for (let run = 0; run < 60; run++) {
      const count = 4 + Math.floor(random() * 200);
      const seconds = Array.from({ length: count }, () => random() * DAY);
      const bytes = seconds.map(() => Math.floor(random() * 2000));
      const whole = {
        timestamps: seconds
          .map((second) => Math.floor(START / 1000 + second))
          .sort((a, b) => a - b),
        sizes: bytes,
        start: START / 1000,
        end: START / 1000 + DAY,
      };
      const said = ritaV5(whole);
      expect(valuesOf(seconds, bytes, windowed(0, DAY))).toEqual([
        said?.timestampScore,
        said?.dataSizeScore,
        said?.durationScore,
        said?.histogramScore,
      ]);
    }
  });

  test("cut fractions of seconds off, of times and of the window", () => {
    const uneven = [0.9, 60.1, 120.8, 180, 240.999];
    expect(valuesOf(uneven)).toEqual(valuesOf([0, 60, 120, 180, 240]));
  });

  test("ask for four distinct seconds", () => {
    expect(valuesOf([0, 0.2, 60, 60.5, 120.1, 120.2])).toEqual(new Array(4).fill(undefined));
    expect(valuesOf([0, 60, 120, 180])).toEqual([1, undefined, 0, expect.any(Number)]);
  });

  test("need no sizes but for the one that is about them, which needs three", () => {
    const seconds = clock(600);
    const sized = (count: number) => seconds.map((_, i) => (i < count ? 512 : null));
    const [time, none, duration, histogram] = valuesOf(seconds, sized(2));
    expect([time, none, duration, histogram]).toEqual([1, undefined, 1, 1]);
    expect(valuesOf(seconds, sized(3))).toEqual([1, 1, 1, 1]);
  });

  test("take unknown and impossible sizes for unknown", () => {
    const seconds = clock(600);
    const sizes = seconds.map((_, i) => (i % 2 === 0 ? 512 : i % 3 === 0 ? 2 ** 64 : Number.NaN));
    const [, size] = saidOf(seconds, sizes);
    expect(size).toMatchObject({ value: 1, evidence: { sizes: 73, modeCount: 73 } });
  });

  test("give sizes that are all 0 one half", () => {
    const seconds = clock(600);
    expect(
      valuesOf(
        seconds,
        seconds.map(() => 0),
      )[1],
    ).toBe(0.5);
  });

  test("do not score a strobe", () => {
    const seconds = clock(1, DAY - 1);
    expect(seconds).toHaveLength(DAY);
    const pair = pairFrom(connectionsAt(seconds));
    const context = windowed(0, DAY);
    expect(ritaScorers.map((scorer) => scorer.score(pair, context))).toEqual(
      new Array(4).fill(undefined),
    );
    const fewer = pairFrom(connectionsAt(seconds.slice(1)));
    expect(ritaTimestamp.score(fewer, context)?.value).toBe(1);
  });

  test("explain themselves", () => {
    const seconds = clock(600);
    const said = saidOf(
      seconds,
      seconds.map((_, i) => 300 + (i % 3)),
    );
    const sentences = ritaScorers.map((one, i) => one.explain?.(said[i]!.evidence));
    expect(sentences).toEqual([
      "In RITA's whole seconds 144 of 144 intervals are 10 min, and half of those above 0 are within 0 s of their median (skew 0).",
      "As RITA measures, 49 of 145 connections send 300 B, and half of them are within 1 B of the median (skew 0).",
      "From first to last 100 % of 24 h, with connections in 24 of 24 parts, 24 in a row (RITA's consistency 100 %).",
      "Connections in 24 of the window's 24 parts: even to 97 %, and to 100 % of one of two heights (RITA's measures).",
    ]);
    const short = saidOf(clock(600, 2 * HOUR), [], windowed(0, DAY))[2];
    expect(short?.value).toBe(0);
    expect(ritaDuration.explain?.(short!.evidence)).toBe(
      "Connections in only 3 of 24 parts of 24 h: RITA asks for 6.",
    );
  });
});

describe("RITA's window", () => {
  test("is the input's last day, back to the full hour that it begins in", () => {
    const seconds = clock(HOUR / 2, 3 * DAY);
    const end = 2 * DAY + HOUR / 4;
    const pair = pairFrom(connectionsAt(seconds.filter((second) => second <= end)));
    const group = ritaGroupOf(pair, windowed(0, end));
    expect(group).toMatchObject({ start: START / 1000 + end - DAY, end: START / 1000 + end });
    // The window begins a quarter past the hour: the connection at the full hour counts, the one before does not.
    expect(group?.timestamps[0]).toBe(START / 1000 + DAY);
    expect(group?.timestamps).toHaveLength(49);
  });

  test("is as long as the input where that is shorter, and says nothing where it has no length", () => {
    const seconds = clock(60, HOUR);
    const [, , duration] = saidOf(seconds);
    expect(duration?.evidence).toMatchObject({ windowSeconds: HOUR });
    expect(valuesOf([5, 5, 5, 5, 5], [], windowed(5, 5))).toEqual(new Array(4).fill(undefined));
  });

  test("leaves sizes out with their connections", () => {
    const seconds = clock(600, 3 * DAY);
    const bytes = seconds.map((second) => (second < 2 * DAY ? 9999 : 300));
    expect(saidOf(seconds, bytes)[1]).toMatchObject({ value: 1, evidence: { sizes: 145 } });
  });

  test("is nowhere before 1970, nor where seconds no longer have 32 bits", () => {
    const at = (first: number) =>
      pairFrom(clock(60, HOUR).map((second) => ({ ...KEY, time: first + second * 1000 })));
    for (const first of [-HOUR * 500, 2 ** 32 * 1000 - HOUR * 500]) {
      const window = { start: first, end: first + HOUR * 1000 };
      expect(ritaGroupOf(at(first), window)).toBeUndefined();
    }
    expect(ritaGroupOf(at(0), { start: 0, end: HOUR * 1000 })?.start).toBe(0);
  });

  test("is computed once for a pair, and again for another window", () => {
    const pair = pairFrom(connectionsAt(clock(600)));
    const day = windowed(0, DAY);
    expect(ritaPartsOf(pair, { ...day })).toBe(ritaPartsOf(pair, day));
    const longer = ritaPartsOf(pair, windowed(0, DAY + 6 * HOUR));
    expect(longer).not.toBe(ritaPartsOf(pair, day));
    expect(longer?.coverage).toBe(ritaPartsOf(pair, windowed(6 * HOUR, DAY + 6 * HOUR))?.coverage);
  });
});

const KEY = { source: "10.0.0.1", destination: "203.0.113.9", port: 443 };

describe("RITA's parts in a finding", () => {
  const connections = connectionsAt(clock(600), new Array(145).fill(300));

  test("are not among the scorers used unless asked for", () => {
    for (const scorer of ritaScorers) expect(defaultScorers).not.toContain(scorer);
    const [finding] = score(connections).findings;
    expect(finding?.scores.filter(({ id }) => id.startsWith("rita"))).toEqual([]);
  });

  test("count with a weight of 1 each where they are, and with that of a profile", () => {
    const odds = (weights: Record<string, number>) => {
      const [finding] = score(connections, {
        scorers: ritaScorers,
        profile: { name: "mine", prior: 1, context: [], weights },
      }).findings;
      return finding!.score / (1 - finding!.score);
    };
    expect(odds({})).toBeCloseTo(10 ** 4, 4);
    expect(odds({ "rita-duration": 0, "rita-histogram": 0.5 })).toBeCloseTo(10 ** 2.5, 6);
  });

  describe("on the command line", () => {
    const folder = temporaryFolder();
    afterAll(() => folder.remove());
    const rows = connections.map(
      ({ time, source, destination, port, bytesOut }) =>
        `${time},${source},${destination},${port},${bytesOut}`,
    );
    const file = folder.file(
      "day.csv",
      ["time,source,destination,port,bytesOut", ...rows].join("\n"),
    );

    test("are known to --scorers beside the others", async () => {
      const args = ["score", file, "--format", "json", "--scorers", "rita-duration,comb"];
      const { status, out } = await cli(args);
      expect(status).toBe(0);
      expect(JSON.parse(out).findings[0].scores).toMatchObject([
        { id: "rita-duration", value: 1 },
        { id: "comb" },
      ]);
    });

    test("are named where an id is none, and in the help", async () => {
      const { status, err } = await cli(["score", file, "--scorers", "rita"]);
      expect(status).toBe(2);
      const help = (await cli(["score", "--help"])).out.replace(/\s/g, "");
      for (const { id } of ritaScorers) {
        expect(err).toContain(id);
        expect(help).toContain(id);
      }
    });
  });
});
