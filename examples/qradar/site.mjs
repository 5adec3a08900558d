// Three days of a site with three implants (the first three), managed agents and busy people.
import * as b from "../../dist/evaluation/index.js";

const of = (family, parameters, rest) => ({ family, parameters, ...rest });

export const start = Date.parse("2026-11-20T00:00:00Z");

export const site = b.simulate({
  seed: "three days",
  start,
  hours: 72,
  hosts: 60,
  site: 61,
  cohorts: [
    of(b.oneSidedJitter, { periodSeconds: 300, jitter: 0.2 }),
    of(b.twoSidedJitter, { periodSeconds: 600, jitter: 0.3 }, { port: 8443 }),
    of(b.fixed, { periodSeconds: 60 }, { hours: [69.5, 72] }),
    of(b.telemetry, { periodSeconds: 300 }, { pairs: 8, sources: 8 }),
    of(b.browsing, { minimumOffSeconds: 90 }, { pairs: 10 }),
    of(b.diurnal, { perDay: 260 }, { pairs: 9 }),
    of(b.diurnal, { perDay: 70 }, { pairs: 5 }),
    of(b.poisson, { perDay: 150 }, { pairs: 4 }),
    of(b.streaming, {}, { pairs: 3 }),
  ],
});
