/** In how many pairs each of two things was seen, in how many both, and how many pairs there are. */
export interface Together {
  readonly one: number;
  readonly other: number;
  readonly both: number;
  readonly all: number;
}

/**
 * How much two things go together: the normalised pointwise mutual information ln[p(f,g) / (p(f) p(g))] / −ln p(f,g), which is 1 where
 * one is never seen without the other, 0 where they are independent, and −1 where they are never seen together. 0, too, where
 * every pair has both, which tells nothing.
 *
 * @see Church & Hanks, Word Association Norms, Mutual Information, and Lexicography, 1990
 * @see Bouma, Normalized (Pointwise) Mutual Information in Collocation Extraction, 2009
 * @example association({ one: 2, other: 2, both: 2, all: 100 }); // => 1
 */
export function association({ one, other, both, all }: Together): number {
  if (both === 0) return -1;
  if (both === all) return 0;
  const information = Math.log(both) + Math.log(all) - Math.log(one) - Math.log(other);
  const normalised = information / (Math.log(all) - Math.log(both));
  return Math.min(1, Math.max(-1, normalised));
}
