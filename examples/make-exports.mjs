// Makes examples/qradar: in rows three days of a site as a console answers the query, one export a day; in events what it then
// answers to the queries that rescoring asks for. Run it from anywhere, after a build:
// npm run build && node examples/make-exports.mjs
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import * as b from "../dist/evaluation/index.js";
import { reference, tableFrom } from "../dist/index.js";
import { drillDownQueries, readResultRows, rescore } from "../dist/qradar/index.js";

const DAY = 86_400_000;
const start = Date.parse("2026-11-20T00:00:00Z");
const of = (family, parameters, rest) => ({ family, parameters, ...rest });
const cohorts = [
  of(b.oneSidedJitter, { periodSeconds: 300, jitter: 0.2 }),
  of(b.twoSidedJitter, { periodSeconds: 600, jitter: 0.3 }, { port: 8443 }),
  of(b.fixed, { periodSeconds: 60 }, { hours: [69.5, 72] }),
  of(b.telemetry, { periodSeconds: 300 }, { pairs: 8, sources: 8 }),
  of(b.browsing, { minimumOffSeconds: 90 }, { pairs: 10 }),
  of(b.diurnal, { perDay: 260 }, { pairs: 9 }),
  of(b.diurnal, { perDay: 70 }, { pairs: 5 }),
  of(b.poisson, { perDay: 150 }, { pairs: 4 }),
  of(b.streaming, {}, { pairs: 3 }),
];
const site = { seed: "three days", start, hours: 72, hosts: 60, site: 61, cohorts };
const { connections } = b.simulate(site);
const table = tableFrom(connections);
const folder = (name) => {
  const url = new URL(`qradar/${name}/`, import.meta.url);
  rmSync(url, { recursive: true, force: true });
  mkdirSync(url, { recursive: true });
  return (file, text) => writeFileSync(new URL(file, url), text);
};

const saveRows = folder("rows");
const exports = [1, 2, 3].map((day) => {
  const end = start + day * DAY - 1;
  const lines = reference(table, { end }).rows.map((row) => JSON.stringify(row));
  const file = `${new Date(end).toISOString().slice(0, 10)}.json`;
  const text = `{"events":[\n${lines.join(",\n")}\n]}\n`;
  saveRows(file, text);
  return readResultRows(file, text);
});

const saveEvents = folder("events");
const { findings } = rescore(exports, { top: 8 });
for (const query of drillDownQueries(findings, { paddingMs: 999 }).queries) {
  const events = connections.filter(
    ({ time, source, destination, port }) =>
      `${source} ${destination} ${port}` === `${query.source} ${query.destination} ${query.port}` &&
      time >= query.start &&
      time < query.end + 1,
  );
  const lines = events.map(({ time, source, destination, port, bytesOut, bytesIn }) =>
    [Math.floor(time), source, destination, port, "L2R", bytesOut, bytesIn].join(","),
  );
  const names =
    "starttime,sourceip,destinationip,destinationport,eventdirection,BytesSent,BytesReceived";
  saveEvents(query.file.replace(/aql$/, "csv"), `${[names, ...lines].join("\n")}\n`);
}
