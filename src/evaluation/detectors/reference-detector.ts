import { pairCount } from "../../pairs.js";
import { type QueryOptions, queryOf, verdictOf } from "../../reference/index.js";
import { type Detector, plainly } from "./detector.js";

/**
 * The reference query as a ranking and as a decision: 1 for what it calls high, 0.5 for medium, 0 for what it does not
 * return; high is what it reports. It looks at the 24 hours before the newest record, at its ports and directions.
 */
export function referenceDetector(options: QueryOptions = {}): Detector {
  return {
    id: "reference",
    reports: true,
    judge(table) {
      const query = queryOf(table, options);
      return Array.from({ length: pairCount(table) }, (_, pair) => {
        const { returned, confidence, reason, dropped } = verdictOf(query, pair);
        if (!returned) {
          return plainly(0, false, `Not returned: ${dropped?.clause}, ${dropped?.detail}.`);
        }
        const high = confidence === "high";
        return plainly(high ? 1 : 0.5, high, `Returned as ${confidence} (${reason}).`);
      });
    },
  };
}
