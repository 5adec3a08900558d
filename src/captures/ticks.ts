/** The most ticks a second that are divided in doubles: a remainder below this, times 2¹⁶, is still exact. */
const MOST_EXACT = 2 ** 37;

/** How an interface counts time. */
export interface Clock {
  /** Ticks a second, rounded where they are more than a double holds. */
  readonly perSecond: number;
  /** The same, exactly. */
  readonly exact: bigint;
  /** Whole seconds to add. */
  readonly offset: number;
}

/**
 * The clock of a pcapng interface from its if_tsresol byte: a negative power of 10 or, with the highest bit set, of 2
 * (draft-ietf-opsawg-pcapng, section 4.2), and its if_tsoffset in seconds.
 *
 * @example clockOf(9).perSecond; // => 1000000000
 * @example clockOf(0x80 | 10).perSecond; // => 1024
 */
export function clockOf(resolution: number, offset = 0): Clock {
  const power = BigInt(resolution & 0x7f);
  const exact = (resolution & 0x80) === 0 ? 10n ** power : 2n ** power;
  return { perSecond: Number(exact), exact, offset };
}

/**
 * Epoch milliseconds of a 64-bit count of ticks in two halves: whole seconds × 1000 plus the fraction, as every format
 * has it. Exact to the double: a count of nanoseconds is more than a double holds, so it is divided in three steps.
 *
 * @example ticksToMilliseconds(1, 0, clockOf(6)); // => 4294967.296
 */
export function ticksToMilliseconds(high: number, low: number, clock: Clock): number {
  const { perSecond, offset } = clock;
  if (perSecond > MOST_EXACT) return exactly(high, low, clock);
  const first = high % perSecond;
  const middle = first * 65536 + (low >>> 16);
  const second = middle % perSecond;
  const last = second * 65536 + (low & 0xffff);
  const rest = last % perSecond;
  const seconds =
    ((high - first) / perSecond) * 4294967296 +
    ((middle - second) / perSecond) * 65536 +
    (last - rest) / perSecond;
  return (seconds + offset) * 1000 + (rest * 1000) / perSecond;
}

function exactly(high: number, low: number, { exact, offset }: Clock): number {
  const ticks = (BigInt(high) << 32n) + BigInt(low);
  const fraction = Number(((ticks % exact) * 1_000_000n) / exact) / 1000;
  return (Number(ticks / exact) + offset) * 1000 + fraction;
}
