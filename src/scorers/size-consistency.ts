import type { Scorer } from "../score.js";
import { madSorted } from "../statistics/mad.js";
import { medianSorted } from "../statistics/quantile.js";
import { sortValues } from "../statistics/sorted.js";
import { spellBytes, spellShare } from "../text/units.js";

const LEAST_SIZES = 5;

/**
 * How alike the requests are in size: 1 − MAD / median of the bytes sent, over the connections whose size is known.
 * A check-in without news is the same few bytes each time. Nothing is said when most requests are empty, as in logs that
 * count bodies only. Evidence: bytes, and how many sizes were known.
 */
export const sizeConsistency: Scorer = {
  id: "size-consistency",

  score({ bytesOut }) {
    const sizes = sortValues(known(bytesOut));
    const medianBytes = medianSorted(sizes);
    if (sizes.length < LEAST_SIZES || medianBytes === 0) return undefined;
    const madBytes = madSorted(sizes);
    const value = Math.max(0, 1 - madBytes / medianBytes);
    const evidence = { medianBytes, madBytes, sizes: sizes.length };
    return { id: "size-consistency", value, evidence };
  },

  explain({ medianBytes = 0, madBytes = 0 }) {
    const spread = spellShare(madBytes / medianBytes);
    return `Sends ${spellBytes(medianBytes)} each time, give or take ${spellBytes(madBytes)} (${spread}).`;
  },
};

function known(bytes: Float64Array): Float64Array {
  const sizes = new Float64Array(bytes.length);
  let count = 0;
  for (let i = 0; i < bytes.length; i++) {
    const size = bytes[i] as number;
    if (size >= 0) sizes[count++] = size;
  }
  return sizes.subarray(0, count);
}
