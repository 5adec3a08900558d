import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classic, read, section, type Told } from "./files.js";
import { ethernet, type Frame, frame, ipv6 } from "./frames.js";
import { clientHelloRecord, serverHelloRecord } from "./hellos.js";

const RUNS = { seed: 20261124, numRuns: 700 };
const CLIENT = "10.0.0.1 50000";
const SERVER = "203.0.113.9 443";
const EXTENDED = ipv6({ from: "::1 1", to: "::2 2", payload: 20 }, [
  [0, [0, 0, 1, 4, 0, 0, 0, 0]],
  [60, [0, 1, ...new Array(14).fill(0)]],
  [51, [0, 1, ...new Array(10).fill(0)]],
]);
const FRAMES: readonly Frame[] = [
  frame(0, { from: CLIENT, to: SERVER, flags: "S", sequence: 10 }),
  frame(1, { from: CLIENT, to: SERVER, flags: "A", sequence: 11, payload: clientHelloRecord }),
  frame(2, { from: SERVER, to: CLIENT, flags: "A", sequence: 1, payload: serverHelloRecord }),
  frame(3, { from: "10.0.0.2 9", to: "10.0.0.3 53", protocol: "udp", payload: 12 }),
  { second: 4, bytes: ethernet(EXTENDED, [0x8100]) },
];
const CAPTURES = {
  pcap: classic(FRAMES),
  "little-endian pcapng": section(FRAMES, { little: true, resolution: 9, offset: 5 }),
  "pcapng of obsolete packets": section(FRAMES, { kind: "obsolete" }),
};

/** What holds whatever the bytes are. */
function expectSane(told: Told): void {
  const { packets, other, fragments, short } = told.counts;
  expect(other + fragments + short).toBeLessThanOrEqual(packets);
  for (const one of told.connections) {
    expect(one.bytesOut >= 0 && one.bytesIn >= 0 && !(one.duration < 0)).toBe(true);
    expect(one.packet).toBeGreaterThan(0);
    expect(one.packet).toBeLessThanOrEqual(packets);
  }
}

describe.each(Object.entries(CAPTURES))("%s", (_, capture) => {
  const whole = read(capture);

  test("cut off at any byte it keeps what came before", () => {
    for (let length = 0; length < capture.length; length++) {
      const told = read(capture.slice(0, length));
      expectSane(told);
      expect(told.connections.length).toBeLessThanOrEqual(whole.connections.length);
      expect(read(capture.slice(0, length), [length >> 1])).toEqual(told);
    }
    expect(whole.connections).toHaveLength(3);
  });

  test("with any byte changed it is read to some end, the same in any pieces", () => {
    for (let at = 0; at < capture.length; at++) {
      for (const value of [0xff, (capture[at] as number) ^ 0x80, (capture[at] as number) + 1]) {
        const changed = capture.slice();
        changed[at] = value;
        const told = read(changed);
        expectSane(told);
        if (at % 7 === 0) expect(read(changed, [at, at + 1, at + 50])).toEqual(told);
      }
    }
  });

  test("with any four bytes as large as they get", () => {
    for (const value of [0xff, 0x7f, 0]) {
      for (let at = 0; at + 4 <= capture.length; at++) {
        const changed = capture.slice();
        changed.fill(0xff, at, at + 4);
        changed[at] = value;
        expectSane(read(changed));
      }
    }
  });

  test("with bytes changed, taken out and put in at random", () => {
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }), fc.nat({ max: 2 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(), (changes, cut) => {
        const bytes = [...capture];
        for (const [at, value, kind] of changes) {
          bytes.splice(at % bytes.length, kind === 2 ? 0 : 1, ...(kind === 1 ? [] : [value]));
        }
        const told = read(Uint8Array.from(bytes));
        expectSane(told);
        expect(read(Uint8Array.from(bytes), [cut])).toEqual(told);
      }),
      { ...RUNS, numRuns: 200 },
    );
  });
});

test("packets of any bytes, behind any link type", () => {
  const linkType = fc.constantFrom(0, 1, 12, 14, 101, 108, 113, 228, 229, 276, 999);
  const starts = fc.constantFrom([], [0x45], [0x60], [...ethernet(EXTENDED).slice(0, 60)]);
  const bytes = fc.tuple(starts, fc.uint8Array({ maxLength: 90 }));
  fc.assert(
    fc.property(linkType, fc.array(bytes, { maxLength: 5 }), (type, packets) => {
      const frames = packets.map(([start, rest], second) => ({
        second,
        bytes: Uint8Array.from([...start, ...rest]),
      }));
      const told = read(classic(frames, { linkType: type }));
      expectSane(told);
      expect(told.damage).toBeUndefined();
      expect(told.counts.packets).toBe(frames.length);
    }),
    RUNS,
  );
});

test("TCP packets of any flags and numbers between the same two ends", () => {
  const packet = fc.record({
    out: fc.boolean(),
    flags: fc.constantFrom("", "S", "SA", "A", "FA", "R", "RA", "SF", "SR", "SFRA"),
    sequence: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(2 ** 31, 2 ** 32 - 1)),
    payload: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 })),
    wait: fc.constantFrom(0, 0, 1, 6, 301, -5),
  });
  fc.assert(
    fc.property(fc.array(packet, { maxLength: 40 }), (packets) => {
      let second = 1000;
      const frames = packets.map(({ out, wait, ...more }) => {
        second += wait;
        return frame(second, { from: out ? CLIENT : SERVER, to: out ? SERVER : CLIENT, ...more });
      });
      const told = read(classic(frames));
      expectSane(told);
      const order = told.connections.map((one) => one.packet);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      const syns = new Set(
        packets
          .filter(({ flags }) => flags.includes("S") && !flags.includes("R"))
          .map(({ out, sequence }) => `${out} ${sequence}`),
      );
      expect(told.connections.length > 0 || syns.size === 0).toBe(true);
    }),
    RUNS,
  );
});
