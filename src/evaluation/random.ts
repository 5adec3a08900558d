/** A source of numbers uniform in [0, 1). All chance in a simulation comes out of one of these. */
export type Random = () => number;

/**
 * The stream of random numbers that belongs to a text: xoshiro128** (Blackman & Vigna, "Scrambled linear
 * pseudorandom number generators", 2018), its state filled by SplitMix64 from the text's FNV-1a hash.
 * Integer arithmetic only, so every engine gives the same numbers, of 53 bits each. Not for secrets.
 *
 * @example randomFrom("7")(); // => 0.18391039540525733
 */
export function randomFrom(seed: string): Random {
  const seeds = splitMix64(fnv1a(seed));
  const [high, low] = [seeds(), seeds()];
  const next = xoshiro128([high >> 32n, high, low >> 32n, low].map((word) => Number(word & M32)));
  return () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
}

const M32 = 0xffff_ffffn;
const M64 = 0xffff_ffff_ffff_ffffn;

/** xoshiro128**: whole numbers of 32 bits from four words of state, not all of them zero. */
export function xoshiro128(state: readonly number[]): () => number {
  let [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = state;
  return () => {
    const result = Math.imul(rotate(Math.imul(s1, 5), 7), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotate(s3, 11);
    return result;
  };
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** SplitMix64 (Steele, Lea & Flood 2014): words of 64 bits, well mixed however alike the seeds are. */
export function splitMix64(seed: bigint): () => bigint {
  let state = seed & M64;
  return () => {
    state = (state + 0x9e37_79b9_7f4a_7c15n) & M64;
    let word = state;
    word = ((word ^ (word >> 30n)) * 0xbf58_476d_1ce4_e5b9n) & M64;
    word = ((word ^ (word >> 27n)) * 0x94d0_49bb_1331_11ebn) & M64;
    return word ^ (word >> 31n);
  };
}

/**
 * The 64-bit FNV-1a hash (Fowler, Noll & Vo) of a text's UTF-8 bytes.
 *
 * @example fnv1a("a"); // => 0xaf63dc4c8601ec8cn
 */
export function fnv1a(text: string): bigint {
  let hash = 0xcbf2_9ce4_8422_2325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = ((hash ^ BigInt(byte)) * 0x100_0000_01b3n) & M64;
  }
  return hash;
}
