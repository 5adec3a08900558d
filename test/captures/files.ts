import {
  type CapturedConnection,
  CaptureReader,
  type PacketCounts,
} from "../../src/captures/index.js";
import { type Frame, four, join, two } from "./frames.js";

/** 2026-11-22, epoch seconds. */
export const START: number = Date.UTC(2026, 10, 22) / 1000;

const OPTION = { resolution: 9, offset: 14 };

/** How a classic capture is written. */
export interface ClassicOptions {
  readonly linkType?: number;
  readonly little?: boolean;
  readonly nanoseconds?: boolean;
}

/** A classic capture. */
export function classic(frames: readonly Frame[], options: ClassicOptions = {}): Uint8Array {
  const { linkType = 1, little = false, nanoseconds = false } = options;
  const [u16, u32] = writers(little);
  const perSecond = nanoseconds ? 1e9 : 1e6;
  const magic = nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4;
  return join(
    [...u32(magic), ...u16(2), ...u16(4), ...u32(0), ...u32(0), ...u32(65_535), ...u32(linkType)],
    ...frames.map(({ second, bytes, length = bytes.length }) => {
      const [whole, part] = ticksOf(second, perSecond);
      return join(u32(whole), u32(part), u32(bytes.length), u32(length), bytes);
    }),
  );
}

/** How a pcapng section is written. */
export interface SectionOptions {
  readonly linkType?: number;
  readonly little?: boolean;
  /** The if_tsresol byte; left out where undefined. */
  readonly resolution?: number;
  /** The if_tsoffset, seconds that times do not hold. */
  readonly offset?: number;
  readonly snapLength?: number;
  readonly kind?: "enhanced" | "simple" | "obsolete";
  /** Blocks between the interface and its packets. */
  readonly before?: readonly Uint8Array[];
}

/** A pcapng section with one interface. */
export function section(frames: readonly Frame[], options: SectionOptions = {}): Uint8Array {
  const { little = false, kind = "enhanced", before = [] } = options;
  const [u16, u32] = writers(little);
  const packets = frames.map((one) => block(packetType(kind), packetBody(one, options), little));
  return join(
    block(
      0x0a0d0d0a,
      join(u32(0x1a2b3c4d), u16(1), u16(0), u32(0xffffffff), u32(0xffffffff)),
      little,
    ),
    block(1, interfaceBody(options), little),
    ...before,
    ...packets,
  );
}

/** A pcapng block around a body, which is filled up to a multiple of four. */
export function block(type: number, body: Uint8Array, little: boolean): Uint8Array {
  const [, u32] = writers(little);
  const padded = join(body, new Array((4 - (body.length % 4)) % 4).fill(0));
  const length = u32(padded.length + 12);
  return join(u32(type), length, padded, length);
}

function interfaceBody({
  linkType = 1,
  little = false,
  snapLength = 0,
  ...more
}: SectionOptions): Uint8Array {
  const [u16, u32] = writers(little);
  const offset = more.offset === undefined ? [] : halves(more.offset, little);
  return join(
    u16(linkType),
    u16(0),
    u32(snapLength),
    more.resolution === undefined
      ? []
      : [...u16(OPTION.resolution), ...u16(1), more.resolution, 0, 0, 0],
    more.offset === undefined ? [] : [...u16(OPTION.offset), ...u16(8), ...offset],
    u32(0),
  );
}

function packetBody(
  { second, bytes, length = bytes.length }: Frame,
  options: SectionOptions,
): Uint8Array {
  const { little = false, kind = "enhanced", resolution = 6, offset = 0 } = options;
  const [u16, u32] = writers(little);
  if (kind === "simple") return join(u32(length), bytes);
  const perSecond = (resolution & 0x80) === 0 ? 10 ** resolution : 2 ** (resolution & 0x7f);
  const [whole, part] = ticksOf(second, perSecond);
  const ticks = BigInt(whole - offset) * BigInt(perSecond) + BigInt(part);
  const [high, low] = [Number(ticks >> 32n), Number(ticks & 0xffffffffn)];
  const id = kind === "obsolete" ? [...u16(0), ...u16(0xffff)] : u32(0);
  return join(id, u32(high), u32(low), u32(bytes.length), u32(length), bytes);
}

function packetType(kind: "enhanced" | "simple" | "obsolete"): number {
  return { enhanced: 6, simple: 3, obsolete: 2 }[kind];
}

/** Epoch seconds, and the rest in ticks. Seconds of tests are whole microseconds. */
function ticksOf(second: number, perSecond: number): [number, number] {
  const micros = Math.round(second * 1e6);
  const whole = Math.floor(micros / 1e6);
  return [START + whole, Math.round(((micros - whole * 1e6) / 1e6) * perSecond)];
}

function halves(value: number, little: boolean): number[] {
  const bytes = [...four(Math.floor(value / 2 ** 32)), ...four(value)];
  return little ? bytes.reverse() : bytes;
}

function writers(little: boolean): [(value: number) => number[], (value: number) => number[]] {
  return little ? [(value) => two(value).reverse(), (value) => four(value).reverse()] : [two, four];
}

/** What a capture tells. */
export interface Told {
  readonly connections: readonly CapturedConnection[];
  readonly counts: PacketCounts;
  readonly damage: string | undefined;
}

/** Reads a capture, in one piece or in pieces that end at `cuts`. */
export function read(capture: Uint8Array, cuts: readonly number[] = [], broken = false): Told {
  const connections: CapturedConnection[] = [];
  const reader = new CaptureReader((connection) => connections.push(connection));
  const ends = [...cuts.map((cut) => cut % (capture.length + 1)), capture.length];
  let from = 0;
  for (const end of ends.sort((a, b) => a - b)) {
    // A piece is lent: what is read later must not look at it.
    const piece = new Uint8Array(capture.subarray(from, end));
    reader.write(piece);
    piece.fill(0xee);
    from = end;
  }
  reader.end(broken);
  return { connections, counts: { ...reader.counts }, damage: reader.damage };
}

/** The connections of frames in a classic capture. */
export function connectionsOf(frames: readonly Frame[]): readonly CapturedConnection[] {
  const { connections, damage } = read(classic(frames));
  if (damage !== undefined) throw new Error(damage);
  return connections;
}
