import type { Scorer } from "../score.js";
import { significant, spellBytes } from "../text/units.js";
import { ritaPartsOf } from "./rita-parts.js";

const LEAST_SIZES = 3;

/**
 * RITA v5's data-size score: how symmetric the bytes sent lie about their median, and how closely they keep to it, as
 * `ritaTimestamp` does for intervals. Where most sizes are 0 only the symmetry counts: 0.5. RITA takes the bytes of whole packets,
 * headers included; a table has what its log has, mostly those of the payload, of which small differences weigh more. Only
 * the last 24 hours of the input are looked at. Evidence: bytes, and how many sizes were known.
 *
 * @see https://github.com/activecm/rita
 */
export const ritaDataSize: Scorer = {
  id: "rita-data-size",

  score(pair, context) {
    const parts = ritaPartsOf(pair, context);
    if (parts === undefined || parts.sized < LEAST_SIZES) return undefined;
    const { dataSizeScore, dataSizeSkew, dataSizeMad, dataSizes, sized } = parts;
    const evidence = {
      skew: dataSizeSkew,
      madBytes: dataSizeMad,
      modeBytes: dataSizes.mode,
      modeCount: dataSizes.modeCount,
      sizes: sized,
    };
    return { id: "rita-data-size", value: dataSizeScore, evidence };
  },

  explain({ skew = 0, madBytes = 0, modeBytes = 0, modeCount = 0, sizes = 0 }) {
    return `As RITA measures, ${modeCount} of ${sizes} connections send ${spellBytes(modeBytes)}, and half of them are within ${spellBytes(madBytes)} of the median (skew ${significant(skew, 2)}).`;
  },
};
