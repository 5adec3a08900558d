import { exponential, uniform } from "../distributions.js";
import { checkInExchanges } from "../exchanges.js";
import type { Family, Visit } from "../family.js";
import { type ImplantParameters, implantTimes, implantTruth } from "../implant.js";

const CONNECTIONS = 300;

/**
 * An implant that carries off data: `bursts` times, at random, 300 connections of a thousand times the usual size, exponential
 * times of 0.3 s on average apart.
 */
export const exfiltration: Family<ImplantParameters & { readonly bursts: number }> = {
  id: "exfiltration",
  code: "B12",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 60, jitter: 0.2, bursts: 2 },
  truth: implantTruth,
  starts(random, window, parameters) {
    const checkIns = implantTimes(random, window, parameters);
    const visits: Visit[] = [];
    for (let burst = 0; burst < parameters.bursts; burst++) {
      let time = uniform(random, window.start, window.end);
      for (let i = 0; i < CONNECTIONS; i++) {
        time += exponential(random, 0.3) * 1000;
        if (time < window.end) visits.push({ time, factor: 1000 });
      }
    }
    return [...checkIns, ...visits];
  },
  exchanges: checkInExchanges,
};
