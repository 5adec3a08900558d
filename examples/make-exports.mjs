// Makes examples/qradar: three days of a site as a console would answer the query, one export a day. Run it after a build:
// npm run build && node examples/make-exports.mjs
import { mkdirSync, writeFileSync } from "node:fs";
import * as b from "../dist/evaluation/index.js";
import { reference, tableFrom } from "../dist/index.js";

const HOUR = 3_600_000;
const start = Date.parse("2026-11-20T00:00:00Z");
const of = (family, parameters, rest) => ({ family, parameters, ...rest });
const cohorts = [
  of(b.oneSidedJitter, { periodSeconds: 300, jitter: 0.2 }),
  of(b.twoSidedJitter, { periodSeconds: 600, jitter: 0.3 }, { port: 8443 }),
  of(b.fixed, { periodSeconds: 60 }, { hours: [69.5, 72] }),
  of(b.telemetry, { periodSeconds: 300 }, { pairs: 8, sources: 8 }),
  of(b.updateCheck, { periodSeconds: 900 }, { pairs: 5 }),
  of(b.browsing, { minimumOffSeconds: 90 }, { pairs: 10 }),
  of(b.diurnal, { perDay: 260 }, { pairs: 9 }),
  of(b.diurnal, { perDay: 70 }, { pairs: 5 }),
  of(b.poisson, { perDay: 150 }, { pairs: 4 }),
  of(b.streaming, {}, { pairs: 3 }),
];
const { connections } = b.simulate({
  seed: "three days",
  start,
  hours: 72,
  hosts: 60,
  site: 61,
  cohorts,
});
const table = tableFrom(connections);
const folder = new URL("qradar/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (let day = 1; day <= 3; day++) {
  const end = start + day * 24 * HOUR - 1;
  const { rows } = reference(table, { end });
  const name = new Date(end).toISOString().slice(0, 10);
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify({ events: rows }, null, 1)}\n`);
}
