import { spellBytes } from "../../text/units.js";
import type { Sign } from "./sign.js";

/** Sizes of a request and its answer: up to the first a check-in fits well, from the second on badly, as with pages and their pictures. */
const SMALL = 2000;
const LARGE = 100_000;
/** Uploads of this much a request, and so many times the answer, are worth a word. */
const HEAVY = 100_000;
const HEAVY_RATIO = 5;

/** Bytes a request, out and in: 1 where both fit check-ins, down to 0 by their logarithm; by the larger one where both are known. */
export const requestSize: Sign = ({ facts: { outEach, inEach } }) => {
  const known = [outEach, inEach].filter((bytes) => bytes !== null);
  if (known.length === 0) return undefined;
  const largest = Math.max(...known, 1);
  const way = Math.log(largest / SMALL) / Math.log(LARGE / SMALL);
  const value = 1 - Math.min(1, Math.max(0, way));
  const ratio = outEach !== null && inEach !== null && inEach > 0 ? outEach / inEach : undefined;
  const evidence = {
    ...(outEach === null ? {} : { outBytesPerRequest: outEach }),
    ...(inEach === null ? {} : { inBytesPerRequest: inEach }),
    ...(ratio === undefined ? {} : { ratio }),
  };
  return {
    score: { id: "request-size", value, evidence },
    sentences: () => sizeInWords(value, outEach, inEach),
  };
};

function sizeInWords(value: number, outEach: number | null, inEach: number | null): string[] {
  const each = `${sizes(outEach, inEach)} a request`;
  const heavy = outEach !== null && outEach >= HEAVY && outEach >= HEAVY_RATIO * (inEach ?? 0);
  if (heavy) {
    return [
      `It uploads much: ${each}, like a backup, or data that is taken out, more than check-ins.`,
    ];
  }
  if (value >= 0.75) return [`${each} fit check-ins, and many other polls.`];
  return value <= 0.25 ? [`${each} are much for check-ins.`] : [];
}

function sizes(out: number | null, inwards: number | null): string {
  const parts = [
    ...(out === null ? [] : [`${spellBytes(out)} out`]),
    ...(inwards === null ? [] : [`${spellBytes(inwards)} in`]),
  ];
  return parts.join(" and ");
}
