/** So many are remembered, and at most twice as many held. */
const REMEMBERED = 512;
/** Longer texts are of no program, and are not remembered. */
const LONGEST = 2048;

/**
 * What was computed of the latest texts, so that equal texts are computed once and held once; those of the present and the
 * previous generation are known.
 *
 * @example
 * const lengths = new Recent((text) => text.length);
 * lengths.of("abc"); // => 3
 */
export class Recent<Value, Source = void> {
  readonly #compute: (text: string, source: Source) => Value;
  #young = new Map<string, Value>();
  #old: Map<string, Value> = this.#young;

  constructor(compute: (text: string, source: Source) => Value) {
    this.#compute = compute;
  }

  /** What the text gives; of equal texts the source must give the same. */
  of(text: string, source: Source): Value {
    if (text.length > LONGEST) return this.#compute(text, source);
    const young = this.#young.get(text);
    if (young !== undefined) return young;
    const value = this.#old.get(text) ?? this.#compute(text, source);
    if (this.#young.size === REMEMBERED) [this.#old, this.#young] = [this.#young, new Map()];
    this.#young.set(text, value);
    return value;
  }
}
