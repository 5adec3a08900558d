import type { Evidence, Scorer } from "../../score.js";

/**
 * A detector in use elsewhere, written anew from its documented rule: what it measures as a score, and its own threshold.
 * Our own reading of published facts, not the product: each file says where it is simpler.
 */
export interface Baseline extends Scorer {
  /** Whether the documented rule reports a pair of which its score has this evidence. */
  flags(evidence: Evidence): boolean;
  explain(evidence: Evidence): string;
}
