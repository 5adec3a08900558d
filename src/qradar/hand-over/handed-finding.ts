import type { Finding } from "../../scoring/index.js";

/** A finding from records, or one from an exported row of the query. */
export interface HandedFinding extends Finding {
  /** The row's number in its export; null or absent where records were read. */
  readonly row?: number | null;
  /** For so many milliseconds each of its printed times stands; 1, or absent, where they are exact. */
  readonly resolutionMs?: number;
  /** What raw records would settle, in a few words each. */
  readonly needs?: readonly string[];
  /** The family of harmless traffic whose patterns it fits. */
  readonly family?: string | null;
}
