import { Memo } from "../columns/memo.js";

/**
 * What a record tells of a connection: `nothing`; a `detail` of one, such as its host (a connection too, where nothing better
 * tells of it); one `direction` of it (each connection is told twice, the server's half second); the `whole` of it. The
 * better, the higher.
 */
export const TELLS = { nothing: 0, detail: 1, direction: 2, whole: 3 } as const;

/** One of TELLS. */
export type Tells = (typeof TELLS)[keyof typeof TELLS];

const UNREAD = -1;
const LONGEST_NAME = 64;
const MOST_NAMES = 1 << 10;
/** Of the names of kinds that tell nothing, how many a warning shows. */
const SHOWN_NAMES = 5;

/** What the kinds of records of an input tell, by the names of these kinds. */
export class ToldKinds {
  readonly #tells: (name: string | undefined) => Tells;
  readonly #memo = new Memo();
  readonly #known = new Set<string>();
  readonly #silent = new Set<string>();

  constructor(tells: (name: string | undefined) => Tells) {
    this.#tells = tells;
  }

  /** What a kind tells whose name `bytes[start, end)` spell; −1 for a name that is not remembered. */
  fast(bytes: Uint8Array, start: number, end: number): Tells | -1 {
    if (start < 0) return this.#tells(undefined);
    return end - start > LONGEST_NAME ? UNREAD : (this.#memo.get(bytes, start, end) as Tells | -1);
  }

  /** What a kind tells, by its name. */
  exact(name: string | undefined): Tells {
    const tells = this.#tells(name);
    if (name === undefined) return tells;
    if (name.length <= LONGEST_NAME && this.#known.size < MOST_NAMES && !this.#known.has(name)) {
      this.#known.add(name);
      this.#memo.set(name, tells);
    }
    if (tells === TELLS.nothing && this.#silent.size < SHOWN_NAMES) {
      this.#silent.add(name.slice(0, LONGEST_NAME));
    }
    return tells;
  }

  /** Some names of kinds that tell nothing, in the order of first sight. */
  get silent(): readonly string[] {
    return [...this.#silent];
  }
}
