import { describe, expect, test } from "vitest";
import { poisson } from "../../src/evaluation/families/poisson.js";
import { simulate } from "../../src/evaluation/simulate.js";
import { writeQradar } from "../../src/evaluation/write-qradar.js";

const { connections } = simulate({
  seed: "qradar",
  start: Date.UTC(2026, 10, 22),
  hours: 24,
  cohorts: [
    { family: poisson, pairs: 3 },
    { family: poisson, ipv6: true },
  ],
});
const text = writeQradar(connections);
const { events } = JSON.parse(text) as { events: Record<string, unknown>[] };

describe("writeQradar", () => {
  test("is one JSON document, with one event a line", () => {
    const lines = text.split("\n");
    expect(lines).toHaveLength(connections.length + 3);
    for (const line of lines.slice(1, -2)) {
      expect(() => JSON.parse(line.replace(/,$/, ""))).not.toThrow();
    }
    expect(JSON.parse(writeQradar([]))).toEqual({ events: [] });
  });

  test("has the columns of a search for events, whole milliseconds and the device's seconds", () => {
    expect(events).toHaveLength(connections.length);
    for (const [i, event] of events.entries()) {
      const connection = connections[i]!;
      const ipv6 = connection.source.includes(":");
      const { logsourceid, qid, ...columns } = event;
      expect(columns).toEqual({
        starttime: Math.floor(connection.time),
        devicetime: Math.floor(connection.time / 1000) * 1000,
        sourceip: ipv6 ? "0.0.0.0" : connection.source,
        sourceport: connection.sourcePort,
        destinationip: ipv6 ? "0.0.0.0" : connection.destination,
        destinationport: 443,
        sourceaddress: connection.source,
        destinationaddress: connection.destination,
        eventdirection: "L2R",
        eventcount: 1,
        bytesout: connection.bytesOut,
        bytesin: connection.bytesIn,
        username: null,
      });
      expect([logsourceid, qid].every(Number.isInteger)).toBe(true);
    }
    expect(events.some(({ sourceip }) => sourceip === "0.0.0.0")).toBe(true);
    expect(events.some(({ bytesout }) => bytesout === null)).toBe(true);
  });
});
