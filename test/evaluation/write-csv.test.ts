import { describe, expect, test } from "vitest";
import { cohortsOf } from "../../src/evaluation/cohort.js";
import { poisson } from "../../src/evaluation/families/poisson.js";
import { FAMILIES } from "../../src/evaluation/families.js";
import { simulate } from "../../src/evaluation/simulate.js";
import type { LabelledConnection } from "../../src/evaluation/simulation.js";
import { csvLines, writeCsv } from "../../src/evaluation/write-csv.js";
import { qradarLines, writeQradar } from "../../src/evaluation/write-qradar.js";
import { writeZeek, zeekLines } from "../../src/evaluation/write-zeek.js";
import { csv } from "../../src/formats/csv.js";
import { qradar } from "../../src/formats/qradar.js";
import { zeek } from "../../src/formats/zeek.js";
import { readText } from "../support/read-bytes.js";
import { rowsOf } from "../support/rows.js";

const { connections } = simulate({
  seed: "csv",
  start: Date.UTC(2026, 10, 23, 9),
  hours: 1,
  cohorts: [...cohortsOf(FAMILIES, 200, 2), { family: poisson, pairs: 3, ipv6: true }],
});

/** What every log must tell of a connection, as text that sorts. */
function told(
  rows: Iterable<Pick<LabelledConnection, "time" | "source" | "destination" | "port"> & Bytes>,
  time: (exact: number) => number,
): string[] {
  return Array.from(rows, (row) =>
    [row.source, row.destination, row.port, time(row.time), row.bytesOut, row.bytesIn].join(" "),
  ).sort();
}

interface Bytes {
  readonly bytesOut: number | null;
  readonly bytesIn: number | null;
}

describe("a log read by our own reader", () => {
  const exactly = (time: number) => time;
  // Of IPv6 Ariel's own address columns know nothing; and its times are whole milliseconds.
  const fields = { source: "sourceaddress", destination: "destinationaddress" };
  test.each([
    { name: "Zeek", format: zeek, write: writeZeek, time: exactly, options: {} },
    { name: "QRadar", format: qradar, write: writeQradar, time: Math.floor, options: { fields } },
    { name: "CSV", format: csv, write: writeCsv, time: exactly, options: {} },
  ])("of $name gives the same connections", ({ format, write, time, options }) => {
    const { table, rejects } = readText(format, write(connections), options);
    expect(rejects).toEqual([]);
    expect(table.input).toMatchObject({ accepted: connections.length, rejected: 0, ignored: 0 });
    expect(told(rowsOf(table), exactly)).toEqual(told(connections, time));
  });

  test("holds connections of every kind: both transports, both families of addresses, unanswered ones", () => {
    expect(new Set(connections.map(({ protocol }) => protocol)).size).toBe(2);
    expect(connections.some(({ source }) => source.includes(":"))).toBe(true);
    expect(connections.some(({ bytesOut }) => bytesOut === null)).toBe(true);
  });
});

describe("writeCsv", () => {
  const one: LabelledConnection = {
    time: 1521911720615.923,
    source: "10.0.0.1",
    sourcePort: 50_000,
    destination: "198.18.0.1",
    port: 443,
    protocol: "tcp",
    duration: 0.25,
    bytesOut: 512,
    bytesIn: 128,
    id: "C0000000000000000A",
    family: "fixed",
    label: "c2",
  };

  test("writes a header, times to the microsecond, and nothing for what is not known", () => {
    const attempt = { ...one, duration: null, bytesOut: null, bytesIn: null };
    expect(writeCsv([one, attempt]).split("\n")).toEqual([
      "time,source,sourcePort,destination,destinationPort,protocol,duration,bytesOut,bytesIn",
      "2018-03-24T17:15:20.615923Z,10.0.0.1,50000,198.18.0.1,443,tcp,0.250000,512,128",
      "2018-03-24T17:15:20.615923Z,10.0.0.1,50000,198.18.0.1,443,tcp,,,",
      "",
    ]);
  });

  test("says nothing of what the connections are", () => {
    expect(writeCsv(connections)).not.toMatch(/c2|benign|fixed/);
  });
});

test("every log comes in pieces of a line, a few more than connections", () => {
  for (const lines of [zeekLines, qradarLines, csvLines]) {
    const pieces = [...lines(connections)].length - connections.length;
    expect(pieces).toBeGreaterThan(0);
    expect(pieces).toBeLessThan(10);
  }
});
