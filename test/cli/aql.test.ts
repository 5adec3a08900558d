import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { IMPROVED_RULE } from "../../src/reference/improved-rule.js";
import { cli, temporaryFolder } from "../support/cli.js";

const folder = temporaryFolder();
afterAll(folder.remove);
const PAIR = ["--pair", "10.1.2.3,203.0.113.9,443"];

const plain = async (...args: string[]) => {
  const { status, out, err } = await cli(["aql", ...args]);
  expect([status, err]).toEqual([0, ""]);
  return out.replaceAll(/\s+/g, " ").trim();
};

async function problemOf(...args: string[]): Promise<string> {
  const { status, out, err } = await cli(["aql", ...args]);
  expect([status, out]).toEqual([2, ""]);
  expect(err).toMatch(/^beaconry: usage: [^\n]*\n$/);
  return err.slice("beaconry: usage: ".length).trimEnd();
}

describe("aql --pair", () => {
  test("writes the search for one pair's events", async () => {
    const window = ["--start", "1791561027027", "--end", "1791568227027"];
    expect(await plain(...PAIR, ...window)).toMatch(
      /^SELECT starttime, .* BETWEEN 1791561027027 AND 1791568227027 ORDER BY starttime ASC START 1791561000000 STOP 1791568260000$/,
    );
    expect(await plain(...PAIR, ...window, "--limit", "9")).toContain("ASC LIMIT 9 START");
  });

  test("takes the rule's hours for a window, or other ones, and dates in a zone", async () => {
    const end = ["--end", "2026-11-24T08:00:00"];
    const at = Date.UTC(2026, 10, 24, 8);
    expect(await plain(...PAIR, ...end)).toContain(`BETWEEN ${at - 86_400_000} AND ${at + 999} `);
    expect(await plain(...PAIR, ...end, "--hours", "1.5")).toContain(
      `BETWEEN ${at - 5_400_000} AND ${at + 999} `,
    );
    const berlin = ["--time-zone", "Europe/Berlin"];
    expect(await plain(...PAIR, ...end, ...berlin)).toContain(` AND ${at - 3_600_000 + 999} `);
    const rule = folder.file("rule.json", '{"hours":2,"bytesOutProperty":"Bytes Sent"}');
    const text = await plain(...PAIR, ...end, "--rule", rule);
    expect(text).toContain(`BETWEEN ${at - 7_200_000} AND ${at + 999} `);
    expect(text).toContain('"Bytes Sent" AS BytesSent');
  });

  test("means the whole of the last second, minute or day, and milliseconds as they are", async () => {
    const start = Date.UTC(2026, 10, 22, 0, 0, 5);
    const minute = Date.UTC(2026, 10, 22, 23, 58);
    for (const [end, last] of [
      ["2026-11-22 23:58:38", minute + 38_999],
      ["2026-11-22 23:58", minute + 59_999],
      ["2026-11-22", minute + 119_999],
      ["2026-11-22 23:58:38.250", minute + 38_250],
      [String(minute), minute],
    ] as const) {
      const text = await plain(...PAIR, "--start", "2026-11-22 00:00:05", "--end", end);
      expect(text).toContain(`BETWEEN ${start} AND ${last} `);
    }
  });

  test("begins the hours before the end of what --end names", async () => {
    const day = Date.UTC(2026, 10, 22);
    for (const [end, hours, first, last] of [
      ["2026-11-22", 24, day, day + 86_399_999],
      ["2026-11-22 12:00:00", 1, day + 11 * 3_600_000, day + 12 * 3_600_000 + 999],
      [String(day), 2, day - 7_200_000, day],
    ] as const) {
      const text = await plain(...PAIR, "--end", end, "--hours", String(hours));
      expect(text).toContain(`BETWEEN ${first} AND ${last} `);
    }
  });

  test("warns of a time that clocks skip", async () => {
    const end = ["--end", "2026-03-29 02:30:00", "--time-zone", "Europe/Berlin"];
    const { status, err } = await cli(["aql", ...PAIR, ...end]);
    expect([status, err]).toEqual([
      0,
      "beaconry: warning: --end 2026-03-29 02:30:00: clocks of Europe/Berlin skip it; it is taken as if they had not been set yet\n",
    ]);
  });

  test("takes IPv4 addresses that are written as IPv6", async () => {
    const text = await plain("--pair", "::ffff:10.1.2.3,203.0.113.9,443", "--end", "2026-11-22");
    expect(text).toContain("sourceip = '10.1.2.3'");
    expect(text).toContain("destinationip = '203.0.113.9'");
  });

  test("covers both of an hour that clocks show twice, and says so", async () => {
    const times = ["--start", "2026-10-25T02:30:00", "--end", "2026-10-25T02:40:00"];
    const first = Date.UTC(2026, 9, 25, 0, 30);
    const args = ["aql", ...PAIR, ...times, "--time-zone", "Europe/Berlin"];
    const { status, out, err } = await cli(args);
    expect(status).toBe(0);
    expect(out).toContain(`BETWEEN ${first} AND ${first + 3_600_000 + 600_999}\n`);
    expect(err).toBe(
      "beaconry: warning: --start 2026-10-25T02:30:00: clocks of Europe/Berlin show it twice, and the window begins with the first; name an offset for one of them, as +01:00\n" +
        "beaconry: warning: --end 2026-10-25T02:40:00: clocks of Europe/Berlin show it twice, and the window ends with the second; name an offset for one of them, as +01:00\n",
    );
    expect((await cli([...args, "--quiet"])).err).toBe("");
    const told = times.map((text) => (text.startsWith("-") ? text : `${text}+01:00`));
    expect(await plain(...PAIR, ...told, "--time-zone", "Europe/Berlin")).toContain(
      `BETWEEN ${first + 3_600_000} AND ${first + 3_600_000 + 600_999} `,
    );
  });

  test("takes IPv6 addresses in any spelling", async () => {
    const text = await plain(
      "--pair",
      "[2001:DB8::1], 2001:db8:0::2 ,443",
      "--end",
      "1791568227027",
    );
    expect(text).toContain("INCIDR('2001:db8:0:0:0:0:0:1/128', sourcev6)");
  });

  test("tells pair and window beside the text as JSON", async () => {
    const { out } = await cli([
      "aql",
      ...PAIR,
      "--end",
      "3600000",
      "--hours",
      "1",
      "--format",
      "json",
    ]);
    const { pair, aql } = JSON.parse(out);
    expect(pair).toEqual({
      ...{ source: "10.1.2.3", destination: "203.0.113.9", port: 443 },
      ...{ start: 0, end: 3_600_000 },
    });
    expect(aql).toContain("STOP 3660000");
  });

  test.each([
    "10.1.2.3,203.0.113.9",
    "10.1.2.3,203.0.113.9,443,1",
    "10.1.2.3,cdn.example,443",
    "10.1.2.3,2001:db8::1,443",
    "10.1.2.3,203.0.113.9,65536",
    "10.1.2.3,203.0.113.9,4e2",
    "10.1.2.3' OR ''=',203.0.113.9,443",
    "",
  ])("refuses %j", async (pair) => {
    expect(await problemOf("--pair", pair, "--end", "1791568227027")).toBe(
      `--pair takes two addresses, both IPv4 or both IPv6, and a port, as 10.1.2.3,203.0.113.9,443, not "${pair}"`,
    );
  });

  test("refuses hostile text in one line, whatever it is", async () => {
    const nasty = fc.string({
      unit: fc.constantFrom("'", '"', "\n", "\u2028", ",", ";", "1", "."),
    });
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (pair, end) => {
        const { status, out, err } = await cli(["aql", `--pair=${pair}`, `--end=${end}`]);
        expect([status, out]).toEqual([2, ""]);
        expect(err).toMatch(/^beaconry: usage: --pair takes [^\n\u2028]*\n$/);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  test("needs a window that makes sense", async () => {
    expect(await problemOf(...PAIR)).toBe("--pair needs --end, and --start or --hours");
    expect(await problemOf(...PAIR, "--end", "data")).toMatch(/^--end takes now, epoch /);
    expect(await problemOf(...PAIR, "--end", "1791568227")).toMatch(/^--end takes now, epoch /);
    expect(await problemOf(...PAIR, "--end", "5000", "--start", "6000")).toMatch(
      /^--pair: window: expected epoch milliseconds, the start first/,
    );
    expect(await problemOf(...PAIR, "--end", "now", "--start", "0", "--hours", "1")).toBe(
      "--start and --hours exclude each other",
    );
    expect(await problemOf("--hours", "1", "--limit", "2")).toBe(
      "--hours goes with --pair only; --limit goes with --pair only",
    );
    expect(await problemOf(...PAIR, "--end", "now", "--time-field", "devicetime")).toMatch(
      /^--time-field does not go with --pair/,
    );
    const rule = folder.file("device.json", '{"timeField":"devicetime"}');
    expect(await problemOf(...PAIR, "--end", "now", "--rule", rule)).toBe(
      "--pair fetches by starttime, not by the rule's devicetime",
    );
  });
});

describe("aql --improved", () => {
  test("writes the improved rule, as a file or single options change it", async () => {
    expect(await plain("--improved")).toContain("NOT INCIDR('169.254.0.0/16', destinationip)");
    const rule = folder.file("improved.json", '{"ports":[443],"minCount":30}');
    const text = await plain("--improved", "--rule", rule, "--count-field", "records");
    expect(text).toContain("WHERE destinationport IN (443) AND (eventdirection");
    expect(text).toContain("HAVING RequestCount > 30 AND");
    expect(text).toContain("COUNT(*) AS RequestCount");
    expect(text).toContain("NOT INCIDR('169.254.0.0/16', destinationip)");
  });

  test("widens bands, and tells the rule that reference then answers", async () => {
    const args = ["aql", "--improved", "--jitter", "0.2", "--format", "json"];
    const { rule, aql } = JSON.parse((await cli(args)).out);
    expect(rule.bands[0]).toEqual([47, 73]);
    expect(aql).toContain("47000 * (SUM(eventcount) - 1)");
    const file = folder.file("widened.json", JSON.stringify(rule));
    const log = "examples/data/qradar-events.json";
    const answer = await cli(["reference", log, "--rule", file, "--format", "json"]);
    expect(JSON.parse(answer.out).rule).toEqual(rule);
    const same = await cli(["reference", log, "--variant", "improved", "--format", "json"]);
    expect(JSON.parse(same.out).rule).toEqual(IMPROVED_RULE);
  });

  test("asks for IPv6 when told to", async () => {
    expect(await plain("--improved", "--ip-version", "6")).toContain(
      "GROUP BY sourcev6, destinationv6",
    );
  });

  test("tells what does not go together", async () => {
    const together = ["--improved", "--variant", "sumo", ...PAIR, "--end", "now"];
    expect(await problemOf(...together)).toBe(
      "--improved and --variant exclude each other; --improved and --pair exclude each other; --variant does not go with --pair",
    );
    expect(await problemOf("--jitter", "0.2", "--ip-version", "4")).toBe(
      "--jitter goes with --improved only; --ip-version goes with --improved only",
    );
    expect(await problemOf("--improved", "--jitter", "1.5")).toBe(
      '--jitter takes a number of at least 0 and up to 1, not "1.5"',
    );
    expect(await problemOf("--improved", "--arithmetic", "mixed")).toMatch(
      /^--improved: arithmetic: /,
    );
  });

  test("stands in the help, with examples", async () => {
    const { out } = await cli(["aql", "--help"]);
    for (const part of [
      "--improved --jitter 0.2",
      "--pair 10.1.2.3",
      "--ip-version",
      "--time-zone",
    ]) {
      expect(out).toContain(part);
    }
  });
});
