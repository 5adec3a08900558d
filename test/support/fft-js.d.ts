declare module "fft-js" {
  /** Radix-2 transform; real numbers in, pairs of real and imaginary part out. */
  export function fft(signal: readonly number[]): [number, number][];
}
