import { uniform } from "../distributions.js";
import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { type ImplantParameters, implantTimes } from "../implant.js";
import { renewal } from "../renewal.js";

const FACTORS = [1, 5, 30];
const FACTORS_SUM = 36;
const TEN_MINUTES = 600_000;

/**
 * An implant whose operator changes the sleep: 1, 5 and 30 times `periodSeconds`, as many check-ins of each; and, where
 * `interactive` is 1, ten minutes of work after the first with a check-in every 0 to 5 s.
 */
export const stages: Family<ImplantParameters & { readonly interactive: number }> = {
  id: "stages",
  code: "B10",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 60, jitter: 0.2, interactive: 0 },
  starts(random, window, { periodSeconds, jitter, interactive }) {
    const whole = window.end - window.start;
    const busy = interactive === 1 ? Math.min(TEN_MINUTES, whole) : 0;
    const span = whole - busy;
    const times: number[] = [];
    let start = window.start;
    for (const factor of FACTORS) {
      const end = start + (span * factor) / FACTORS_SUM;
      const sleep = { periodSeconds: periodSeconds * factor, jitter };
      times.push(...implantTimes(random, { start, end }, sleep));
      start = end;
      if (factor === FACTORS[0] && busy > 0) {
        times.push(...renewal({ start, end: start + busy }, 0, () => uniform(random, 0, 5)));
        start += busy;
      }
    }
    return times;
  },
  exchanges: checkInExchanges,
};
