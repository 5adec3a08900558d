import { expect, test } from "vitest";
import { type CaptureReader, fingerprintsOf } from "../../src/captures/index.js";
import { classic, section } from "./files.js";
import { frame } from "./frames.js";
import { clientHelloFor, clientHelloRecord, serverHelloRecord } from "./hellos.js";

const CLIENT = "10.0.0.1 50000";
const SERVER = "203.0.113.9 443";
const FRAMES = [
  frame(0, { from: CLIENT, to: SERVER, flags: "S", sequence: 999 }),
  frame(1, { from: "10.0.0.2 50000", to: SERVER, payload: clientHelloFor("other.example") }),
  frame(1, { from: "10.0.0.3 50000", to: SERVER, payload: 100 }),
  frame(2, { from: CLIENT, to: SERVER, flags: "A", sequence: 1000, payload: clientHelloRecord }),
  frame(3, { from: SERVER, to: CLIENT, flags: "A", sequence: 1, payload: serverHelloRecord }),
];

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

test("one for each connection with a ClientHello, with all that is known", async () => {
  const ja4Raw = "t12d010200_1301_000a";
  expect(await all(fingerprintsOf([classic(FRAMES)]))).toEqual([
    {
      source: "10.0.0.1",
      sourcePort: 50000,
      destination: "203.0.113.9",
      destinationPort: 443,
      time: Date.UTC(2026, 10, 22),
      sni: "beacon.example",
      ja3: expect.stringMatching(/^[0-9a-f]{32}$/),
      ja3String: "771,4865,0-10,29,",
      ja3n: expect.stringMatching(/^[0-9a-f]{32}$/),
      ja3s: expect.stringMatching(/^[0-9a-f]{32}$/),
      ja3sString: "771,4865,43",
      ja4: expect.stringMatching(/^t12d010200_/),
      ja4Raw,
    },
    expect.objectContaining({
      source: "10.0.0.2",
      sni: "other.example",
      ja3s: null,
      ja3sString: null,
    }),
  ]);
});

test("a capture without times has null for them", async () => {
  const [first] = await all(fingerprintsOf([section(FRAMES, { kind: "simple" })]));
  expect(first?.time).toBeNull();
});

test("the reader tells in the end what it met", async () => {
  const readers: CaptureReader[] = [];
  const bytes = classic(FRAMES).slice(0, -1);
  await all(fingerprintsOf([bytes], (reader) => readers.push(reader)));
  expect(readers.map(({ damage }) => damage)).toEqual(["cut off in a packet"]);
});

test("an error of the input comes through after what was read before it", async () => {
  async function* pieces() {
    yield classic(FRAMES);
    throw new Error("the disk is gone");
  }
  const seen: string[] = [];
  const reading = (async () => {
    for await (const { source } of fingerprintsOf(pieces())) seen.push(source);
  })();
  await expect(reading).rejects.toThrow("the disk is gone");
  expect(seen).toEqual(["10.0.0.1", "10.0.0.2"]);
});
