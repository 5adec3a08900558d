import { describe, expect, it } from "vitest";
import { qradar, tableFromEvents } from "../../src/formats/qradar.js";
import { DIRECTION_CODES, sourceOf } from "../../src/table.js";
import { contentOf, readChunks, readText } from "../support/read-bytes.js";

const event = (change: object = {}) => ({
  starttime: 1791564626189,
  sourceip: "10.0.0.1",
  destinationip: "203.0.113.9",
  destinationport: 443,
  ...change,
});
const events = (...list: object[]) => readText(qradar, JSON.stringify({ events: list }));

describe("events as objects", () => {
  it("give the table that their JSON gives", () => {
    const list = [
      event({ eventdirection: "L2R", bytesOut: 1e7 }),
      event({ StartTime: 1791564626190 }),
    ];
    expect(contentOf(tableFromEvents(list))).toEqual({
      ...(contentOf(events(...list).table) as object),
    });
  });

  it("may come in time, and are rejected one by one", async () => {
    async function* stream() {
      yield event();
      yield null as unknown as object;
      yield event({ destinationport: 70000 });
    }
    const rejects: string[] = [];
    const table = await tableFromEvents(stream(), {
      onReject: ({ line, reason }) => rejects.push(`${line} ${reason}`),
    });
    expect(table.input).toMatchObject({ accepted: 1, rejected: 2 });
    expect(rejects).toEqual(["2 not an object", '3 bad port "70000"']);
  });

  it("may be flows", () => {
    const flow = { ...event(), firstpackettime: 1791564600000 };
    expect(tableFromEvents([flow]).times[0]).toBe(1791564600000);
  });
});

describe("QRadar's JSON", () => {
  it("is read alike in every packing", () => {
    const list = [event(), event({ destinationport: 80 })];
    const packings = [
      JSON.stringify({ events: list }),
      JSON.stringify({ search_id: "s1", events: list }, null, 2),
      JSON.stringify({ QRadar: { SearchResult: list } }),
      JSON.stringify(list),
      JSON.stringify(list, null, 4),
      list.map((one) => `${JSON.stringify(one)}\n`).join(""),
    ];
    const contents = packings.map((text) => contentOf(readText(qradar, text).table));
    for (const content of contents) expect(content).toEqual(contents[0]);
    expect(readText(qradar, packings[0] as string).table.input.accepted).toBe(2);
  });

  it.each(["443", "443.0", "4.43E2", '"443"', '"443.0"'])("reads the port %s", (port) => {
    const text = JSON.stringify({ events: [event({ destinationport: 0 })] }).replace(
      'port":0',
      `port":${port}`,
    );
    expect(readText(qradar, text).table.ports[0]).toBe(443);
  });

  it("reads times that went through doubles", () => {
    const text = JSON.stringify({ events: [event()] });
    for (const time of ["1.791564626189E12", "1791564626189.0", '"1791564626189"']) {
      expect(readText(qradar, text.replace("1791564626189", time)).table.times[0]).toBe(
        1791564626189,
      );
    }
  });

  it("reads keys in any case", () => {
    const text = JSON.stringify({ events: [event({ bytesOut: 5 })] }).replace(
      "sourceip",
      "sourceIP",
    );
    const { table } = readText(qradar, text.replace("starttime", "StartTime"));
    expect(table.input.accepted).toBe(1);
    expect(table.bytesOut[0]).toBe(5);
  });

  it.each([null, "", "N/A", "null"])(
    "takes %j for an unknown number of bytes without a warning",
    (bytesout) => {
      const { table } = events(event({ bytesout }));
      expect(table.bytesOut[0]).toBeNaN();
      expect(table.warnings).toEqual([]);
    },
  );

  it("tells a direction that is null or unknown from one that is not there", () => {
    const { table } = events(
      event(),
      event({ eventdirection: "L2R" }),
      event({ eventdirection: null }),
      event({ eventDirection: "N/A" }),
    );
    const { unknown, L2R } = DIRECTION_CODES;
    expect([...(table.optional.direction ?? [])]).toEqual([0, L2R, unknown, unknown]);
  });

  it("keeps device times, event counts and log sources", () => {
    const { table } = events(event({ devicetime: 1791564620000, eventcount: 3, logsourceid: 63 }));
    expect(table.optional.deviceTime?.[0]).toBe(1791564620000);
    expect(table.optional.eventCount?.[0]).toBe(3);
    expect(table.texts[(table.optional.logSource?.[0] as number) - 1]).toBe("63");
  });

  it("takes the first packet's time of flows", () => {
    const flow = {
      ...event(),
      firstpackettime: 1791564600000,
      sourcebytes: 7,
      flowdirection: "L2R",
    };
    const { table } = readText(qradar, JSON.stringify({ flows: [flow] }));
    expect([table.times[0], table.bytesOut[0]]).toEqual([1791564600000, 7]);
  });

  it("takes the user's own property names, addresses of both families among them", () => {
    const one = event({ sourceip: "0.0.0.0", sourceaddress: "2001:db8::1", Sent: 9 });
    const fields = { source: "sourceaddress", bytesOut: "Sent" };
    const { table } = readText(qradar, JSON.stringify({ events: [one] }), { fields });
    expect(sourceOf(table, 0)).toBe("2001:db8::1");
    expect(table.bytesOut[0]).toBe(9);
  });

  it("rejects elements that are no events with their line and reads the rest", () => {
    const text = `{"events":[\n${JSON.stringify(event())},\nnull,\n"x",\n{"sourceip":"10.0.0.1"},\n${JSON.stringify(event())}\n]}`;
    const { table, rejects } = readText(qradar, text);
    expect(table.input).toMatchObject({ accepted: 2, rejected: 3 });
    expect(rejects.map(({ line }) => line)).toEqual([3, 4, 5]);
  });

  it("gives up a record with a line break in a string and goes on after it", () => {
    const bad = JSON.stringify(event()).replace("10.0.0.1", "10.0\n.0.1");
    const text = `[\n${JSON.stringify(event())},\n${bad},\n${JSON.stringify(event())}\n]`;
    const { table, rejects } = readText(qradar, text);
    expect(table.input.accepted).toBe(2);
    expect(rejects[0]).toMatchObject({ line: 3, reason: "line break in a string" });
  });

  it("tells when a document ends early and keeps what came before", () => {
    const text = JSON.stringify({ events: [event(), event()] });
    const { table, rejects } = readText(qradar, text.slice(0, -20));
    expect(table.input).toMatchObject({ accepted: 1, rejected: 1 });
    expect(rejects[0]?.reason).toBe("ends inside a record");
    expect(readText(qradar, text.slice(0, -1)).table.warnings[0]?.code).toBe("cut-off");
  });

  it("reads a document of one line in many pieces", () => {
    const bytes = new TextEncoder().encode(
      JSON.stringify({ events: new Array(5000).fill(event()) }),
    );
    const chunks = Array.from({ length: Math.ceil(bytes.length / 1000) }, (_, i) =>
      bytes.slice(i * 1000, i * 1000 + 1000),
    );
    expect(readChunks(qradar, chunks).table.input.accepted).toBe(5000);
  });

  it("is an error when times come in two units", () => {
    expect(() => events(event(), event({ starttime: 1791564626 }))).toThrow(
      /log:1: times in ms and in s/,
    );
  });
});

describe("an answer without events", () => {
  const detected = (text: string) => qradar.detect(new TextEncoder().encode(text), {});

  it.each([
    '{"events":[]}',
    ' {\n  "flows" : [ ]\n}\n',
    '{"search_id":"s16","events":[],"more":[],"next":null}',
  ])("is known and has no records: %s", (text) => {
    expect(detected(text)).toEqual({});
    const { table } = readText(qradar, text);
    expect(table.input).toMatchObject({ records: 0 });
    expect(table.warnings).toEqual([
      { code: "no-events", message: "log: an answer of a console without events" },
    ]);
  });

  it.each([
    '{"events":[],"rules":[1]}',
    '{"events":[],"meta":{}}',
    '{"alerts":[]}',
    "{}",
    '{"events":{}}',
    '{"events":[]',
    "[]",
  ])("is not %s", (text) => {
    expect(detected(text)).toBeUndefined();
  });
});

describe("rows of the query's result", () => {
  const row = {
    FirstSeen: "2026-11-23 08:00:00",
    LastSeen: "2026-11-23 08:15:00",
    sourceip: "10.0.0.1",
    destinationip: "203.0.113.9",
    RequestCount: 16,
  };

  it.each([
    ["an array", JSON.stringify([row])],
    ["an answer", JSON.stringify({ events: [row] }, null, 1)],
    ["a column starttime beside", JSON.stringify({ events: [{ ...row, starttime: 1 }] })],
    ["our own reference", JSON.stringify({ rule: { timeField: "starttime" }, rows: [row] })],
    ["CSV", "FirstSeen,LastSeen,sourceip,destinationip,RequestCount\n"],
    ["Log Activity's CSV", '"First Seen","Last Seen","Source IP","Destination IP",Count\n'],
  ])("are told to be such: %s", (_, text) => {
    expect(qradar.detect(new TextEncoder().encode(text), {})).toEqual({});
    expect(() => readText(qradar, text)).toThrow(
      /holds result rows of the query, not single events.*beaconry rescore reads those/,
    );
  });

  it("are no events that mention them", () => {
    const one = event({ url: '"firstseen" "lastseen" "requestcount"' });
    expect(events(one, { ...event(), ...row }).table.input.accepted).toBe(2);
  });
});
