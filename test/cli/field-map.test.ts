import { describe, expect, test } from "vitest";
import { readFields } from "../../src/cli/field-map.js";

describe("a map of fields", () => {
  test.each([
    ["time=ts", { time: "ts" }],
    ["time=ts,source=src, port = x", undefined],
    ["time=ts, source=src", { time: "ts", source: "src" }],
    ["bytesOut=Bytes Sent", { bytesOut: "Bytes Sent" }],
    ['bytesOut="Bytes, Sent",bytesIn=in', { bytesOut: "Bytes, Sent", bytesIn: "in" }],
    ["host=a=b", { host: "a=b" }],
    ["host=id.orig_h", { host: "id.orig_h" }],
    ["", undefined],
    ["time", undefined],
    ["time=", undefined],
    ["time=ts,", { time: "ts" }],
    ["colour=red", undefined],
    ["constructor=x", undefined],
    ["time=a,time=b", undefined],
  ])("of %j is %j", (text, map) => {
    expect(readFields(text)).toEqual(map);
  });

  test("grows when the option comes again, and names no field twice", () => {
    expect(readFields("source=b", { time: "a" })).toEqual({ time: "a", source: "b" });
    expect(readFields("time=b", { time: "a" })).toBeUndefined();
  });

  test("leaves the one before as it was", () => {
    const before = { time: "a" };
    readFields("source=b", before);
    expect(before).toEqual({ time: "a" });
  });
});
