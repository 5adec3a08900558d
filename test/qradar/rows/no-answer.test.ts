import { describe, expect, test } from "vitest";
import { InputError, RuleError } from "../../../src/errors.js";
import { readResultRows } from "../../../src/qradar/rows/read-result-rows.js";

const read = (text: string) => readResultRows("rows.json", text);

describe("findings of ours are told to be such", () => {
  const finding = {
    rank: 1,
    score: 0.5,
    level: "medium",
    source: "10.1.2.3",
    destination: "203.0.113.9",
    port: 443,
    count: 16,
  };

  test.each([
    ["JSON", JSON.stringify({ beaconry: "1", profile: {}, findings: [finding] }, null, 2)],
    ["JSON that is cut off", '{"profile":{"name":"default"},"findings":[{"rank":1,"sco'],
    ["JSON without one", '{"profile":{},"findings":[],"clusters":[]}'],
    ["NDJSON", `${JSON.stringify(finding)}\n`],
    [
      "CSV",
      "rank,score,level,source,destination,port,count\n1,0.5,medium,10.1.2.3,203.0.113.9,443,16\n",
    ],
  ])("as %s", (_, text) => {
    expect(() => read(text)).toThrow(
      new InputError(
        "rows.json",
        "holds findings, not the query's rows: score or rescore of ours wrote it",
      ),
    );
  });
});

describe("an error of the console is told in its words", () => {
  test.each([
    [
      {
        http_response: { code: 422, message: "well-formed" },
        code: 2000,
        description: "",
        message: 'Field "bytesout" does not exist in catalog "events"',
      },
      '(code 2000): Field "bytesout" does not exist in catalog "events"',
    ],
    [{ http_response: { code: 401, message: "No SEC header" } }, ": No SEC header"],
    [{ http_response: {} }, ": without a reason"],
    [{ code: 1, description: "Try later", message: "In use" }, "(code 1): In use; Try later"],
    [{ http_response: {}, message: "a\u001b[31m\nb" }, ": a\\u001b[31m b"],
  ])("%j", (body, words) => {
    const before = "rows.json: is an error of the console, not an answer";
    const said = words.startsWith(":") ? words : ` ${words}`;
    expect(() => read(JSON.stringify(body))).toThrow(before + said);
  });

  test("but not rows that have such columns beside their own", () => {
    const row = { FirstSeen: "2026-11-23 08:00:00", LastSeen: "2026-11-23 08:15:00" };
    const ends = { sourceip: "10.1.2.3", destinationip: "203.0.113.9", destinationport: 443 };
    const events = [{ ...row, ...ends, RequestCount: 16, code: 1, description: "", message: "" }];
    for (const beside of [{}, { profile: "default" }, { findings: 3 }]) {
      expect(read(JSON.stringify({ ...beside, events })).rows).toHaveLength(1);
    }
  });
});

describe("an answer without rows is one", () => {
  test.each([
    '{"events":[]}',
    ' {\n "flows" : [ ]\n}\n',
    "[]",
    '{"search_id":"s16","results":[]}',
    '{"data":{"beacons":[]},"count":0}',
  ])("%s", (text) => {
    expect(read(text)).toMatchObject({ rows: [], input: { records: 0 } });
  });

  test.each(['{"things":[],"ports":[80]}', '{"a":[],"b":[]}', '{"ports":[80]}', '{"a":1}'])(
    "and %s is none",
    (text) => {
      expect(() => read(text)).toThrow(/no column for/);
    },
  );
});

test("an event with an empty list is no empty answer", () => {
  const event = { starttime: 1, sourceip: "10.1.2.3", destinationip: "203.0.113.9", tags: [] };
  expect(() => read(JSON.stringify(event))).toThrow(/holds single events/);
});

describe("what a program gives that is no text or no option", () => {
  test.each([undefined, null, {}, 5, ["a"]])("%j is an InputError", (given) => {
    expect(() => read(given as string)).toThrow(InputError);
    expect(() => read(given as string)).toThrow(/rows\.json: no text: expected a string or bytes/);
  });

  test.each([
    [null, /options: expected an object, got null/],
    ["x", /options: expected an object/],
    [{ grouping: 5 }, /grouping: must be one character/],
    [{ columns: { FirstSeen: 5 } }, /columns\.FirstSeen: expected text, got 5/],
    [{ columns: ["a"] }, /columns: expected an object/],
    [{ timeFormat: 5, timeZone: {} }, /timeFormat: expected text, got 5; timeZone: expected text/],
    [{ columns: { FristSeen: "first" } }, /columns\.FristSeen: no column of the query/],
  ])("the options %j are a RuleError", (options, message) => {
    expect(() => readResultRows("rows.json", "[]", options as object)).toThrow(RuleError);
    expect(() => readResultRows("rows.json", "[]", options as object)).toThrow(message);
  });
});
