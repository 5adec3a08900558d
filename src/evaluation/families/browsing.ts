import { integer, lognormal, pareto, uniform } from "../distributions.js";
import { webExchanges } from "../exchanges.js";
import type { Family } from "../family.js";

const OFF_SHAPE = 1.2;
const OBJECTS = 12;

/**
 * A person at a browser, as an ON/OFF source (Crovella & Bestavros 1997): a page is 1–12 objects with lognormal gaps
 * (median .2 s, σ 1.5); then nothing for a Pareto time (shape 1.2, mean six times its minimum) while it is read.
 */
export const browsing: Family<{ readonly minimumOffSeconds: number }> = {
  id: "browsing",
  label: "benign",
  port: 443,
  protocol: "tcp",
  sources: 3,
  defaults: { minimumOffSeconds: 60 },
  starts(random, window, { minimumOffSeconds }) {
    const times: number[] = [];
    const off = () => pareto(random, OFF_SHAPE, minimumOffSeconds) * 1000;
    let time = window.start + uniform(random, 0, off());
    while (time < window.end) {
      for (let left = integer(random, 1, OBJECTS); left > 0 && time < window.end; left--) {
        times.push(time);
        time += lognormal(random, 0.2, 1.5) * 1000;
      }
      time += off();
    }
    return times;
  },
  exchanges: webExchanges,
};
