import { webExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { poissonTimes } from "./poisson.js";

/** How busy an office is in each hour of the day (UTC), relative to the day's mean of 1. */
export const HOURLY_ACTIVITY: readonly number[] = [
  0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.3, 0.7, 1.6, 2.4, 2.5, 2.3, 1.8, 2.2, 2.4, 2.3, 2.0, 1.2, 0.6,
  0.4, 0.3, 0.2, 0.1, 0.1,
];

const PEAK = 2.5;

/** A Poisson process that keeps office hours, by thinning one at its peak rate (Lewis & Shedler 1979). */
export const diurnal: Family<{ readonly perDay: number }> = {
  id: "diurnal",
  code: "N2",
  label: "benign",
  port: 443,
  protocol: "tcp",
  sources: 3,
  defaults: { perDay: 200 },
  starts: (random, window, { perDay }) =>
    poissonTimes(random, window, perDay * PEAK).filter(
      (time) => random() * PEAK < (HOURLY_ACTIVITY[hourOf(time)] as number),
    ),
  exchanges: webExchanges,
};

function hourOf(time: number): number {
  return Math.floor(time / 3_600_000) % 24;
}
