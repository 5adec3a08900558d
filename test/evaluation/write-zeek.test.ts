import { describe, expect, test } from "vitest";
import { poisson } from "../../src/evaluation/families/poisson.js";
import { simulate } from "../../src/evaluation/simulate.js";
import { writeZeek } from "../../src/evaluation/write-zeek.js";

const { connections } = simulate({
  seed: "zeek",
  start: Date.UTC(2026, 10, 22),
  hours: 24,
  cohorts: [
    { family: poisson, pairs: 10 },
    { family: poisson, ipv6: true },
  ],
});
const lines = writeZeek(connections).split("\n");
const rows = lines
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split("\t"));

/** Epoch milliseconds from the digits, as CONTRACT says they are read. */
function readTime(ts: string): number {
  const [seconds = "", microseconds = ""] = ts.split(".");
  return Number(seconds) * 1000 + Number(microseconds) / 1000;
}

describe("writeZeek", () => {
  test("frames the log as Zeek does, with the 21 columns of conn.log and their types", () => {
    expect(lines.slice(0, 5)).toEqual([
      "#separator \\x09",
      "#set_separator\t,",
      "#empty_field\t(empty)",
      "#unset_field\t-",
      "#path\tconn",
    ]);
    expect(lines[5]).toMatch(/^#open\t2026-11-22-\d\d-\d\d-\d\d$/);
    expect(lines[6]).toBe(
      "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state\tlocal_orig\tlocal_resp\tmissed_bytes\thistory\torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\ttunnel_parents",
    );
    expect(lines[7]?.split("\t")).toHaveLength(22);
    expect(lines.at(-2)).toMatch(/^#close\t2026-11-2\d-\d\d-\d\d-\d\d$/);
    expect(lines.at(-1)).toBe("");
  });

  test("has a line of 21 fields for each connection, none of them empty", () => {
    expect(rows).toHaveLength(connections.length);
    for (const row of rows) {
      expect(row).toHaveLength(21);
      expect(row).not.toContain("");
    }
  });

  test("reads back to the same times, to the last bit, endpoints and bytes", () => {
    const numberOf = (text: string) => (text === "-" ? null : Number(text));
    const read = rows.map((row) => ({
      id: row[1],
      time: readTime(row[0] as string),
      source: row[2],
      sourcePort: Number(row[3]),
      destination: row[4],
      port: Number(row[5]),
      protocol: row[6],
      duration: numberOf(row[8] as string),
      bytesOut: numberOf(row[9] as string),
      bytesIn: numberOf(row[10] as string),
    }));
    const byId = new Map(read.map((row) => [row.id, row]));
    expect(byId.size).toBe(connections.length);
    for (const { family, label, ...connection } of connections) {
      expect(byId.get(connection.id)).toEqual(connection);
    }
  });

  test("orders lines by the end of the connection, so that ts goes back now and then", () => {
    const times = rows.map((row) => readTime(row[0] as string));
    const ends = rows.map(
      (row, i) => (times[i] as number) + 1000 * (row[8] === "-" ? 5 : +row[8]!),
    );
    expect(ends.every((end, i) => i === 0 || end >= (ends[i - 1] as number))).toBe(true);
    expect(times.some((time, i) => i > 0 && time < (times[i - 1] as number))).toBe(true);
  });

  test("writes ts and duration with six decimals, and `-` for what is not known", () => {
    for (const row of rows) {
      expect(row[0]).toMatch(/^\d{10}\.\d{6}$/);
      expect(row[8]).toMatch(/^(-|\d+\.\d{6})$/);
    }
    const attempts = rows.filter((row) => row[9] === "-");
    expect(attempts.length).toBeGreaterThan(0);
    for (const row of attempts) {
      expect(row.slice(7, 12)).toEqual(["-", "-", "-", "-", "S0"]);
      expect(row[15]).toBe("S");
      expect(row.slice(18)).toEqual(["0", "0", "-"]);
    }
  });

  test("counts packets that can carry the bytes", () => {
    for (const row of rows.filter((row) => row[11] === "SF")) {
      const [bytes, packets, ipBytes] = [row[10], row[18], row[19]].map(Number) as [
        number,
        number,
        number,
      ];
      const header = row[2]?.includes(":") ? 72 : 52;
      expect(ipBytes).toBe(bytes + packets * header);
      expect(bytes / packets).toBeLessThanOrEqual(1448);
    }
  });

  test("writes a log without connections", () => {
    const empty = writeZeek([]).split("\n");
    expect(empty).toHaveLength(10);
    expect(empty.at(-2)).toBe("#close\t1970-01-01-00-00-00");
  });
});
