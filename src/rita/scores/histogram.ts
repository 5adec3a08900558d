/** How many parts the window is cut into: hours, where it is a day long. */
export const BARS = 24;

/**
 * The connections in each 24th of the window, as RITA v5 counts them: edges stand at `start + i·(end − start) / 24`, and what
 * is outside of the window is in the first or the last bar.
 *
 * @example histogramV5(Uint32Array.of(0, 25, 50, 600), 0, 600)[23]; // => 1
 */
export function histogramV5(ascending: Uint32Array, start: number, end: number): number[] {
  const bars = new Array<number>(BARS).fill(0);
  const width = (end - start) / BARS;
  let bar = 0;
  let edge = start + width;
  for (let i = 0; i < ascending.length; i++) {
    const time = ascending[i] as number;
    while (bar < BARS - 1 && time >= edge) edge = start + (++bar + 1) * width;
    bars[bar] = (bars[bar] as number) + 1;
  }
  return bars;
}

/**
 * The same as RITA v4 counts them: edges are whole seconds, ⌊(end − start) / 24⌋ apart, but for the last, which is `end`. A
 * connection at `end` or after it has no bar of its own and is counted where the one in front of it was.
 *
 * @example histogramV4(Uint32Array.of(0, 25, 50, 600), 0, 600)[2]; // => 2
 */
export function histogramV4(ascending: Uint32Array, start: number, end: number): number[] {
  const bars = new Array<number>(BARS).fill(0);
  const width = Math.trunc((end - start) / BARS);
  const edgeAfter = (bar: number) => (bar === BARS - 1 ? end : start + (bar + 1) * width);
  let bar = 0;
  for (let i = 0; i < ascending.length; i++) {
    const time = ascending[i] as number;
    let next = bar;
    while (next < BARS && time >= edgeAfter(next)) next++;
    if (next < BARS) bar = next;
    bars[bar] = (bars[bar] as number) + 1;
  }
  return bars;
}
