import { expect, test } from "vitest";
import { type CapturedConnection, CaptureReader, troublesOf } from "../../src/captures/index.js";
import { classic } from "./files.js";
import { type Frame, frame } from "./frames.js";

const CLIENT = "10.0.0.1 50000";
const SERVER = "203.0.113.9 443";
const MANY = 40_000;

/** A connection that is open and answered; what it says later, and to whom the rest of the traffic goes, is up to the test. */
const OPENED = [
  frame(0, { from: CLIENT, to: SERVER, flags: "S", sequence: 999 }),
  frame(0, { from: SERVER, to: CLIENT, flags: "SA", sequence: 4999 }),
  frame(1, { from: CLIENT, to: SERVER, flags: "A", sequence: 1000, payload: 100 }),
];
const LATER = frame(120, { from: SERVER, to: CLIENT, flags: "A", sequence: 5000, payload: 500 });

const other = (i: number) => `10.${1 + (i >> 16)}.${(i >> 8) & 255}.${i & 255} 40000`;

function readAround(between: (i: number) => readonly Frame[]) {
  const connections: CapturedConnection[] = [];
  const reader = new CaptureReader((connection) => connections.push(connection));
  reader.write(classic(OPENED));
  for (let i = 0; i < MANY; i++)
    for (const one of between(i)) reader.write(classic([one]).slice(24));
  reader.write(classic([LATER]).slice(24));
  reader.end();
  const kept = connections.filter(({ source, destination }) =>
    [source, destination].includes("203.0.113.9"),
  );
  return { kept, crowdedOut: reader.crowdedOut, troubles: troublesOf(reader) };
}

test("an open connection stays whole while a scan passes", () => {
  const syn = (i: number) =>
    frame(2 + i / 1000, { from: "10.0.0.7 40000", to: other(i), flags: "S" });
  const { kept, crowdedOut, troubles } = readAround((i) => [syn(i)]);
  expect(kept).toMatchObject([{ source: "10.0.0.1", bytesOut: 100, bytesIn: 500 }]);
  expect([crowdedOut, troubles]).toEqual([0, []]);
});

test("an open connection stays whole among many that are refused within seconds", () => {
  const { kept, crowdedOut } = readAround((i) => [
    frame(2 + i / 10_000, { from: other(i), to: SERVER.replace(".9", ".8"), flags: "S" }),
    frame(2 + i / 10_000, { from: SERVER.replace(".9", ".8"), to: other(i), flags: "RA" }),
  ]);
  expect(kept).toMatchObject([{ source: "10.0.0.1", bytesOut: 100, bytesIn: 500 }]);
  expect(crowdedOut).toBe(0);
});

test("where all are open and answered those that were silent longest are cut in two, and it is told", () => {
  const to = "203.0.113.8 443";
  const { kept, crowdedOut, troubles } = readAround((i) => [
    frame(2 + i / 1000, { from: other(i), to, flags: "S", sequence: 9 }),
    frame(2 + i / 1000, { from: to, to: other(i), flags: "SA", sequence: 9 }),
  ]);
  expect(kept).toHaveLength(2);
  expect(crowdedOut).toBeGreaterThan(0);
  expect(troubles).toEqual([
    {
      code: "crowded-out",
      text: `${crowdedOut} connections cut in two, for too many were open at a time`,
    },
  ]);
});
