import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { run } from "../../src/cli/run.js";
import { cli, temporaryFolder } from "../support/cli.js";

const folder = temporaryFolder();
afterAll(folder.remove);

const START = Date.UTC(2026, 10, 23);
const csv = (count: number, timeOf: (i: number) => string) =>
  [
    "when;client;server;p;sent",
    ...Array.from({ length: count }, (_, i) => `${timeOf(i)};10.0.0.1;203.0.113.9;443;512`),
  ].join("\n");
const iso = (i: number) => new Date(START + i * 60_000).toISOString();
const COLUMNS = "time=when,source=client,destination=server,port=p,bytesOut=sent";
const log = folder.file("log.csv", csv(100, iso));
const read = ["--csv-columns", COLUMNS];

async function scored(...args: string[]) {
  const { out, err, status } = await cli(["score", ...args]);
  expect(err).not.toMatch(/^beaconry: (?!warning)/);
  return { status, ...JSON.parse(out) };
}

describe("score reads", () => {
  test("columns by the names it is told", async () => {
    const { findings } = await scored(log, ...read);
    expect(findings[0]).toMatchObject({ count: 100, bytesOut: 51_200, port: 443 });
  });

  test("own properties of QRadar events by a list, or the option again", async () => {
    const events = Array.from({ length: 20 }, (_, i) => ({
      starttime: START + i * 60_000,
      sourceip: "10.0.0.1",
      destinationip: "203.0.113.9",
      destinationport: 443,
      "Bytes, Sent": 7,
      Got: 9,
    }));
    const path = folder.file("events.json", JSON.stringify({ events }));
    for (const fields of [
      ["--field", 'bytesOut="Bytes, Sent",bytesIn=Got'],
      ["--field", 'bytesOut="Bytes, Sent"', "--field", "bytesIn=Got"],
    ]) {
      const { findings } = await scored(path, ...fields);
      expect(findings[0]).toMatchObject({ bytesOut: 140, bytesIn: 180 });
    }
  });

  test("times without a zone in the one it is told", async () => {
    const local = folder.file(
      "local.csv",
      csv(9, (i) => iso(i).replace("T", " ").slice(0, 19)),
    );
    const first = async (zone: string) =>
      (await scored(local, ...read, "--time-zone", zone)).input.start;
    expect(await first("UTC")).toBe(START);
    expect(await first("Asia/Tokyo")).toBe(START - 9 * 3_600_000);
  });

  test("numeric times in the unit it is told", async () => {
    const ticks = folder.file(
      "ticks.csv",
      csv(9, (i) => String(1000 + i)),
    );
    const { input } = await scored(ticks, ...read, "--time-unit", "s");
    expect([input.start, input.end]).toEqual([1_000_000, 1_008_000]);
  });

  test("the same from gzip, and from a folder", async () => {
    const gz = folder.file("zipped.csv.gz", gzipSync(csv(100, iso)));
    expect((await scored(gz, ...read)).findings).toEqual((await scored(log, ...read)).findings);
  });

  test("a network as internal when told to, for the verdict", async () => {
    const verdict = async (...args: string[]) =>
      (await scored(log, ...read, ...args)).findings[0].reference;
    expect(await verdict()).toMatchObject({ returned: true });
    expect(await verdict("--internal", "203.0.113.0/24")).toMatchObject({ dropped: "direction" });
  });
});

describe("the window of score", () => {
  const counts = async (...args: string[]) => (await scored(log, ...read, ...args)).input;

  test("ends where --end says, in whatever form", async () => {
    const end = START + 30 * 60_000;
    for (const text of [
      new Date(end).toISOString(),
      String(end),
      "2026-11-23T00:30:00Z",
      "2026-11-23 00:30:00",
    ]) {
      expect((await counts("--end", text)).end).toBe(end);
    }
    expect((await counts("--end", "2026-11-23T09:30:00", "--time-zone", "Asia/Tokyo")).end).toBe(
      end,
    );
  });

  test("holds nothing when it is elsewhere, and a warning says so", async () => {
    const { status, findings, warnings } = await scored(log, ...read, "--end", "2020-01-01");
    expect([status, findings]).toEqual([0, []]);
    expect(warnings.map(({ code }: { code: string }) => code)).toContain("empty-window");
    const now = await scored(log, ...read, "--end", "now", "--hours", "0.0001");
    expect(now.findings).toEqual([]);
  });

  test("leaves the verdict its own: 24 hours before the same end", async () => {
    const { findings } = await scored(log, ...read, "--hours", "0.2");
    expect(findings[0]).toMatchObject({ count: 13, reference: { returned: true } });
    const early = await scored(log, ...read, "--end", String(START + 600_000));
    expect(early.findings[0].reference.detail).toBe("11 is not > 15");
  });

  test("is printed in the zone asked for", async () => {
    const args = ["score", log, ...read, "--time-zone", "Asia/Tokyo", "--format", "table"];
    const { out } = await cli(args);
    expect(out).toContain("Seen 2026-11-23 09:00:00 to 2026-11-23 10:39:00.");
    expect(out).toMatch(/2026-11-23 09:00:00 to 2026-11-23 10:39:00 Asia\/Tokyo\n$/);
  });
});

describe("the window of reference", () => {
  test("takes --hours in place of the rule's", async () => {
    const { status, out } = await cli(["reference", log, ...read, "--hours", "0.5"]);
    expect(status).toBe(0);
    const { rule, window, rows } = JSON.parse(out);
    expect(rule.hours).toBe(0.5);
    expect(window.end - window.start).toBe(1_800_000);
    expect(rows[0].RequestCount).toBe(31);
  });

  test("ends with the data, or where --end says", async () => {
    const window = async (...args: string[]) =>
      JSON.parse((await cli(["reference", log, ...read, ...args])).out).window;
    expect((await window()).end).toBe(START + 99 * 60_000);
    expect((await window("--end", "2026-11-24")).end).toBe(START + 86_400_000);
  });
});

describe("on a terminal, progress", () => {
  const ERASE = "\r\u001b[K";
  /** More than a chunk, so that there is something to report. */
  const large = folder.file("large.csv", csv(40_000, iso));
  const watched = async (args: readonly string[]) => {
    const written: string[] = [];
    const stderr = { write: (text: string) => written.push(text), isTTY: true };
    await run(["score", large, ...read, ...args], { stdout: { write: () => true }, stderr });
    return written;
  };

  test("is one line that says how far the reading is, and is erased before anything else", async () => {
    const written = await watched([]);
    expect(written[0]?.startsWith(ERASE)).toBe(true);
    expect(written[0]?.slice(ERASE.length)).toMatch(
      /^\d+ % {2}[\d.]+( k| M)? records {2}.*\/s {2}.*large\.csv$/,
    );
    const last = written.findLastIndex((text) => text.includes("/s"));
    expect(written[last + 1]).toBe(ERASE);
  });

  test("is not shown with --quiet", async () => {
    expect(await watched(["--quiet"])).toEqual([]);
  });
});
