// Makes the files of this folder: in rows three days of a site as a console answers the query, one export a day; in events what it
// then answers to the queries that rescoring asks for. Run it from anywhere, after a build: node examples/qradar/make.mjs
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { reference, tableFrom } from "../../dist/index.js";
import { drillDownQueries, readResultRows, rescore } from "../../dist/qradar/index.js";
import { site, start } from "./site.mjs";

const { connections } = site;
const table = tableFrom(connections);
const folder = (name) => {
  const url = new URL(`${name}/`, import.meta.url);
  rmSync(url, { recursive: true, force: true });
  mkdirSync(url, { recursive: true });
  return (file, text) => writeFileSync(new URL(file, url), text);
};

const saveRows = folder("rows");
const exports = [1, 2, 3].map((day) => {
  const end = start + day * 86_400_000 - 1;
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
