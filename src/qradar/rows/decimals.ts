/** No number of a double has more that mean anything. */
const MOST = 20;
/** A damaged cell may have any number of decimals, and must not make a rounded column seem to be printed in full. */
const DAMAGED = 0.05;

/** How many decimals the numbers of a column have. */
export class Decimals {
  readonly #counts = new Uint32Array(MOST + 1);
  #all = 0;

  add(decimals: number): void {
    this.#all++;
    this.#counts[Math.min(MOST, decimals)]!++;
  }

  /** The most that any has, but for one in twenty. */
  get most(): number {
    let over = Math.floor(this.#all * DAMAGED);
    for (let decimals = MOST; decimals > 0; decimals--) {
      over -= this.#counts[decimals] as number;
      if (over < 0) return decimals;
    }
    return 0;
  }
}
