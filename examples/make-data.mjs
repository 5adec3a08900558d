// Makes examples/data, a day at two sites, one as Zeek saw it and one as QRadar did, and examples/labels.json, which tells
// what each pair is. Run it from anywhere, after a build: npm run build && node examples/make-data.mjs
import { writeFileSync } from "node:fs";
import * as b from "../dist/evaluation/index.js";

const day = { start: Date.parse("2026-11-22T00:00:00Z"), hours: 24, hosts: 60 };
const of = (family, parameters, rest) => ({ family, parameters, ...rest });

const branch = [
  of(b.fixed, { periodSeconds: 60 }, { hours: [18, 24] }),
  of(b.oneSidedJitter, { periodSeconds: 300, jitter: 0.37 }),
  of(b.twoSidedJitter, { periodSeconds: 3600, jitter: 0.2 }, { port: 8443 }),
  of(b.poisson, { perDay: 120 }, { pairs: 3 }),
  of(b.poisson, { perDay: 40 }, { ipv6: true }),
  of(b.diurnal, { perDay: 130 }, { pairs: 2 }),
  of(b.browsing, { minimumOffSeconds: 480 }, { pairs: 2, hours: [8, 18] }),
  of(b.telemetry, { periodSeconds: 300 }, { pairs: 5, hours: [9, 15] }),
  of(b.ntp, { pollSeconds: 1024 }, { pairs: 2 }),
];
const plant = [
  of(b.fixed, { periodSeconds: 60 }, { hours: [22.5, 24], port: 80 }),
  of(b.oneSidedJitter, { periodSeconds: 300, jitter: 0.37 }, { hours: [17.5, 24] }),
  of(b.oneSidedJitter, { periodSeconds: 90, jitter: 0.2 }, { hours: [19.5, 24] }),
  of(b.twoSidedJitter, { periodSeconds: 3600, jitter: 0.2 }, { ipv6: true }),
  of(b.poisson, { perDay: 120 }, { pairs: 2 }),
  of(b.poisson, { perDay: 30 }, { ipv6: true }),
  of(b.diurnal, { perDay: 120 }),
  of(b.browsing, { minimumOffSeconds: 300 }, { hours: [8, 18] }),
  of(b.telemetry, { periodSeconds: 300 }, { pairs: 4, hours: [9, 12] }),
];
const zeek = b.simulate({ ...day, seed: "branch", site: 20, cohorts: branch });
const qradar = b.simulate({ ...day, seed: "plant", site: 60, cohorts: plant });
const save = (file, text) => writeFileSync(new URL(file, import.meta.url), text);
const labelled = (file, { labels }) => labels.map((label) => ({ file, ...label }));
const labels = [...labelled("conn.log", zeek), ...labelled("qradar-events.json", qradar)];

save("data/conn.log", b.writeZeek(zeek.connections));
save("data/qradar-events.json", b.writeQradar(qradar.connections));
save("labels.json", `${JSON.stringify(labels, null, 2)}\n`);
