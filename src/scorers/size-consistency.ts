import type { Scorer } from "../score.js";
import { madSorted } from "../statistics/mad.js";
import { medianSorted } from "../statistics/quantile.js";
import { sortValues } from "../statistics/sorted.js";
import { spellBytes, spellShare } from "../text/units.js";

const LEAST_SIZES = 5;

/**
 * How alike the requests are in size, and the answers: 1 − MAD / median of the bytes sent, the same of the bytes received, and
 * the mean of the two where both are known. A check-in without news is the same few bytes each time, and so is the answer that
 * nothing is to be done. A direction is left out when most of its sizes are 0, as in logs that count bodies only. Evidence:
 * bytes, and how many sizes were known.
 */
export const sizeConsistency: Scorer = {
  id: "size-consistency",

  score({ bytesOut, bytesIn }) {
    const out = consistencyOf(bytesOut);
    const back = consistencyOf(bytesIn);
    if (out === undefined && back === undefined) return undefined;
    const values = [out, back].flatMap((one) => (one === undefined ? [] : [one.value]));
    const value = values.reduce((sum, one) => sum + one, 0) / values.length;
    const evidence = {
      ...(out && { medianBytes: out.median, madBytes: out.mad, sizes: out.sizes }),
      ...(back && { medianBytesIn: back.median, madBytesIn: back.mad, sizesIn: back.sizes }),
    };
    return { id: "size-consistency", value, evidence };
  },

  explain({ medianBytes, madBytes = 0, medianBytesIn, madBytesIn = 0 }) {
    const spread = (median: number, mad: number) =>
      `${spellBytes(median)} each time, give or take ${spellBytes(mad)} (${spellShare(mad / median)})`;
    const sent = medianBytes === undefined ? [] : [`sends ${spread(medianBytes, madBytes)}`];
    const got = medianBytesIn === undefined ? [] : [`gets ${spread(medianBytesIn, madBytesIn)}`];
    const text = [...sent, ...got].join(", ");
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  },
};

/** Of one direction; undefined where too few sizes are known or most are 0. */
function consistencyOf(bytes: Float64Array) {
  const sizes = sortValues(known(bytes));
  const median = medianSorted(sizes);
  if (sizes.length < LEAST_SIZES || median === 0) return undefined;
  const mad = madSorted(sizes);
  return { value: Math.max(0, 1 - mad / median), median, mad, sizes: sizes.length };
}

function known(bytes: Float64Array): Float64Array {
  const sizes = new Float64Array(bytes.length);
  let count = 0;
  for (let i = 0; i < bytes.length; i++) {
    const size = bytes[i] as number;
    if (size >= 0) sizes[count++] = size;
  }
  return sizes.subarray(0, count);
}
