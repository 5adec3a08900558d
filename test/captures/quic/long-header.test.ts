import { describe, expect, test } from "vitest";
import { isLong, longHeaderAt } from "../../../src/captures/quic/long-header.js";
import { quicVersion } from "../../../src/captures/quic/version.js";
import { initialPacket } from "../../support/quic.js";
import { four, join } from "../frames.js";

const V2 = 0x6b3343cf;
const ID = new Array(8).fill(7);
const at = (bytes: Uint8Array, from = 0) => longHeaderAt(bytes, from, bytes.length);

/** A packet of a type, with a source ID of one byte; `rest` comes behind the IDs. */
function packet(type: number, rest: readonly number[], version = 1, first = 0xc0): Uint8Array {
  return join(first | (type << 4), four(version), ID.length, ID, 1, 9, rest);
}

const REST = [20, ...new Array(20).fill(1)];

describe("a packet with a long header", () => {
  test("is told from others by two bits", () => {
    expect([0xc0, 0xff, 0x80, 0x40, 0x16, 0, undefined].map(isLong)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test("of each type is told, which in version 2 have other numbers", () => {
    const kinds = (version: number) =>
      [0, 1, 2, 3].map((type) => {
        const { initial } = quicVersion(version)!;
        return at(packet(type, type === initial ? [0, ...REST] : REST, version))?.kind;
      });
    expect(kinds(1)).toEqual(["initial", "other", "other", "retry"]);
    expect(kinds(V2)).toEqual(["retry", "initial", "other", "other"]);
    expect(kinds(0xff00001d)).toEqual(["initial", "other", "other", "retry"]);
  });

  test("ends where its length says, and a Retry with its datagram", () => {
    expect(at(join(packet(2, REST), 1, 2, 3))).toMatchObject({ numberAt: 17, end: 37 });
    expect(at(join(0, packet(0, [1, 5, ...REST]), 1), 1)).toMatchObject({
      hasToken: true,
      numberAt: 20,
      end: 40,
    });
    expect(at(packet(3, [1, 2, 3]))).toMatchObject({ end: 19, numberAt: 19 });
  });

  test("of a version that is not read is none", () => {
    for (const version of [0, 2, 0x0a0a0a0a, 0xff000016, 0xff000023, 0x51303530]) {
      expect(at(packet(0, [0, ...REST], version))).toBeUndefined();
    }
    for (let draft = 23; draft <= 34; draft++) {
      expect(at(packet(0, [0, ...REST], 0xff000000 + draft))).toMatchObject({ kind: "initial" });
    }
  });

  test("without the fixed bit is none", () => {
    expect(at(packet(0, [0, ...REST], 1, 0x80))).toBeUndefined();
  });

  test("with lengths that do not fit is none", () => {
    const bytes = packet(0, [0, ...REST]);
    const changed = (place: number, value: number) => {
      const copy = bytes.slice();
      copy[place] = value;
      return at(copy);
    };
    expect(at(bytes)).toBeDefined();
    for (const length of [21, 255]) expect(changed(5, length)).toBeUndefined();
    for (const length of [21, 255]) expect(changed(14, length)).toBeUndefined();
    // The token's length, and the packet's: too short for a sample, or too long.
    for (const length of [30, 0x7f, 0xff]) expect(changed(16, length)).toBeUndefined();
    for (const length of [0, 19, 21, 0x40, 0xff]) expect(changed(17, length)).toBeUndefined();
  });

  test("has IDs of at most 20 bytes", () => {
    const withId = (length: number) => {
      const id = new Uint8Array(length);
      return [
        at(initialPacket({ destination: id, frames: new Uint8Array(30) })),
        at(initialPacket({ source: id, frames: new Uint8Array(30) })),
      ].map((header) => header?.kind);
    };
    expect(withId(20)).toEqual(["initial", "initial"]);
    expect(withId(21)).toEqual([undefined, undefined]);
    expect(withId(0)).toEqual(["initial", "initial"]);
  });

  test("cut off at any byte is none", () => {
    const bytes = initialPacket({ token: new Uint8Array(70), frames: new Uint8Array(30) });
    for (let end = 0; end < bytes.length; end++) {
      expect(longHeaderAt(bytes, 0, end)).toBeUndefined();
      expect(at(bytes.slice(0, end))).toBeUndefined();
    }
    expect(at(bytes)).toBeDefined();
  });
});
