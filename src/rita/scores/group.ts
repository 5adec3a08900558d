/** The connections of one source and destination, with the window they are scored in. Scoring modifies nothing in it. */
export interface RitaGroup {
  /** When each connection began: whole epoch seconds of 32 bits, as RITA holds them. */
  readonly timestamps: ArrayLike<number>;
  /** What the source sent in each, in whole bytes; their order need not be that of the times. */
  readonly sizes: ArrayLike<number>;
  /** The window's first second. */
  readonly start: number;
  /** The window's last second. */
  readonly end: number;
}
