import fc from "fast-check";
import { expect, test } from "vitest";
import { eachCrypto } from "../../../src/captures/quic/crypto-frames.js";
import { cryptoFrame, varintBytes } from "../../support/quic.js";
import { join } from "../frames.js";

const DATA = Uint8Array.of(7, 8, 9);
const RUNS = { seed: 20261124, numRuns: 1000 };

function piecesOf(frames: Uint8Array): [number, number[]][] {
  const pieces: [number, number[]][] = [];
  eachCrypto(frames, (offset, from, to) => {
    pieces.push([offset, [...frames.subarray(from, to)]]);
  });
  return pieces;
}

/** An ACK of so many ranges behind the first. */
function ack(ranges: number, type = 2): Uint8Array {
  const pairs = Array.from({ length: ranges * 2 }, () => [...varintBytes(70)]).flat();
  const counts = type === 3 ? [1, 0, 5] : [];
  return join(type, varintBytes(100_000), varintBytes(300), varintBytes(ranges), 0, pairs, counts);
}

test("what Initial packets may hold besides is passed over", () => {
  const last = cryptoFrame(300, DATA);
  for (const before of [
    [],
    [0, 0, 0],
    [1],
    ack(0),
    ack(1),
    ack(9),
    ack(0, 3),
    ack(3, 3),
    cryptoFrame(0, new Uint8Array()),
  ]) {
    const pieces = piecesOf(join(before, last, 0, 0, 1));
    expect(pieces.at(-1)).toEqual([300, [7, 8, 9]]);
  }
});

test("pieces come in the order of the packet, whatever their offsets", () => {
  const frames = join(cryptoFrame(70_000, DATA), 0, cryptoFrame(0, DATA.slice(1)));
  expect(piecesOf(frames)).toEqual([
    [70_000, [7, 8, 9]],
    [0, [8, 9]],
  ]);
});

test("a frame that does not belong there ends it", () => {
  for (const type of [4, 5, 7, 8, 0x1c, 0x1d, 0x1e, 0x40, 0xff]) {
    expect(piecesOf(join(cryptoFrame(0, DATA), type, cryptoFrame(3, DATA)))).toHaveLength(1);
  }
});

test("a frame that is cut off at any byte, or longer than the packet, is none", () => {
  const frames = join(ack(2, 3), cryptoFrame(70_000, new Uint8Array(70)));
  for (let length = 0; length < frames.length; length++) {
    expect(piecesOf(frames.slice(0, length))).toEqual([]);
  }
  expect(piecesOf(frames)).toHaveLength(1);
  const huge = new Array(8).fill(255);
  expect(piecesOf(join(6, 0, huge, DATA))).toEqual([]);
  expect(piecesOf(join(2, 0, 0, huge, 0, new Array(40).fill(0)))).toEqual([]);
});

test("any bytes are read to their end, each piece within them", () => {
  const byte = fc.oneof(
    fc.constantFrom(0, 1, 2, 3, 6, 6, 6, 0x40, 0x80, 0xc0),
    fc.integer({ min: 0, max: 255 }),
  );
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 120 }), (bytes) => {
      let after = 0;
      eachCrypto(Uint8Array.from(bytes), (offset, from, to) => {
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(from).toBeGreaterThan(after);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThanOrEqual(bytes.length);
        after = to;
      });
    }),
    RUNS,
  );
});
