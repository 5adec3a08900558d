/** The forms in which findings go back to a SIEM. */
export const HAND_OVER_KINDS = ["refset", "bulk", "note", "leef"] as const;

/** One of HAND_OVER_KINDS. */
export type HandOverKind = (typeof HAND_OVER_KINDS)[number];
