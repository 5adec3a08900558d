import { integer, lognormal, pareto, uniform } from "../distributions.js";
import { webExchanges } from "../exchanges.js";
import type { Family, Window } from "../family.js";
import type { Random } from "../random.js";

/** How a person browses. */
export type BrowsingParameters = {
  readonly minimumOffSeconds: number;
  /** Of the Pareto law: below 2 its variance has no end. */
  readonly offShape: number;
  /** A page has one to so many. */
  readonly objects: number;
  readonly gapSigma: number;
};

/**
 * A person at a browser, as an ON/OFF source (Crovella & Bestavros 1997): a page is 1–12 objects with lognormal gaps
 * (median .2 s, σ 1.5); then nothing for a Pareto time (shape 1.2, mean six times its minimum) while it is read.
 */
export const browsing: Family<BrowsingParameters> = {
  id: "browsing",
  code: "N3",
  label: "benign",
  port: 443,
  protocol: "tcp",
  sources: 3,
  defaults: { minimumOffSeconds: 60, offShape: 1.2, objects: 12, gapSigma: 1.5 },
  starts: browsingTimes,
  exchanges: webExchanges,
};

/** Start times of the objects of one person's pages at one site. */
export function browsingTimes(
  random: Random,
  window: Window,
  { minimumOffSeconds, offShape, objects, gapSigma }: BrowsingParameters,
): number[] {
  const times: number[] = [];
  const off = () => pareto(random, offShape, minimumOffSeconds) * 1000;
  let time = window.start + uniform(random, 0, off());
  while (time < window.end) {
    for (let left = integer(random, 1, objects); left > 0 && time < window.end; left--) {
      times.push(time);
      time += lognormal(random, 0.2, gapSigma) * 1000;
    }
    time += off();
  }
  return times;
}
