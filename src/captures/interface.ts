import { type Clock, clockOf } from "./ticks.js";
import { u16, u16le, u32, u32le } from "./words.js";

/** One interface of a pcapng section. */
export interface Interface {
  readonly linkType: number;
  /** The most bytes of a packet that were captured; 0 for no limit. */
  readonly snapLength: number;
  readonly clock: Clock;
}

const OPTION = { end: 0, resolution: 9, offset: 14 } as const;
/** Microseconds, where an interface does not say. */
const MICROSECONDS = 6;

/** Reads the body of an Interface Description Block, `bytes[at, end)`; options that are damaged end the list. */
export function interfaceAt(
  bytes: Uint8Array,
  at: number,
  end: number,
  little: boolean,
): Interface {
  const [read16, read32] = little ? [u16le, u32le] : [u16, u32];
  let resolution = MICROSECONDS;
  let offset = 0;
  for (let option = at + 8; option + 4 <= end; ) {
    const code = read16(bytes, option);
    const length = read16(bytes, option + 2);
    const value = option + 4;
    if (code === OPTION.end || value + length > end) break;
    if (code === OPTION.resolution && length === 1) resolution = bytes[value] as number;
    if (code === OPTION.offset && length === 8) {
      const [first, second] = [read32(bytes, value), read32(bytes, value + 4)];
      const [high, low] = little ? [second, first] : [first, second];
      offset = (high | 0) * 4294967296 + low;
    }
    option = value + ((length + 3) & ~3);
  }
  const clock = clockOf(resolution, offset);
  return { linkType: read16(bytes, at), snapLength: read32(bytes, at + 4), clock };
}
