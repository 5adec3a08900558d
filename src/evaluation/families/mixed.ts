import { checkInExchanges, webExchanges } from "../exchanges.js";
import type { Family, Window } from "../family.js";
import { type ImplantParameters, implantTimes } from "../implant.js";
import type { Random } from "../random.js";
import { browsing, browsingTimes } from "./browsing.js";
import { poissonTimes } from "./poisson.js";

const DAY = 86_400_000;

/** At least so many connections of people: one after the other begins to browse. */
function pagesOf(random: Random, window: Window, wanted: number): number[] {
  const times: number[] = [];
  while (times.length < wanted) {
    for (const time of browsingTimes(random, window, browsing.defaults)) times.push(time);
  }
  return times;
}

/**
 * An implant behind a name that people use, too: to each of its connections come about `ratio` others on the same pair, of
 * browsing where `browsing` is 1, else at random, with sizes of their own.
 */
export const mixed: Family<
  ImplantParameters & { readonly ratio: number; readonly browsing: number }
> = {
  id: "mixed",
  code: "B13",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 300, jitter: 0, ratio: 1, browsing: 0 },
  starts(random, window, parameters) {
    const checkIns = implantTimes(random, window, parameters);
    const wanted = checkIns.length * parameters.ratio;
    const days = (window.end - window.start) / DAY;
    const others =
      parameters.browsing === 1
        ? pagesOf(random, window, wanted)
        : poissonTimes(random, window, wanted / days);
    const page = webExchanges(random);
    return [...checkIns, ...others.map((time) => ({ time, exchange: page() }))];
  },
  exchanges: checkInExchanges,
};
