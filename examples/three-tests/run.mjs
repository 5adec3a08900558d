// The three tests that the page of the reference query names, really run: on 127.0.0.1, a hundred times as fast. What two
// sensors would log of them is read, and put to the query and to the score.
//
// The page calls them tests of Atomic Red Team's. They are not: upstream's T1071.001 has three tests of odd user agents, each of
// four requests without a pause. The page does not say how many HTTPS requests its second test makes; here it makes 20.
//
// Times in the records are those of the clock, a hundred times as long: what a busy machine is late by counts a hundredfold, too.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFiles } from "beaconry/node";
import { curl, webClient, webSocket } from "./clients.mjs";
import { listen } from "./listener.mjs";
import { squidLine, sysmonLine } from "./records.mjs";
import { report } from "./report.mjs";

const FACTOR = 100;
/** More than the tests have, to see from how many on they are found. */
const MORE = 40;
const TESTS = [
  { name: "1 HTTP beacon, curl", port: 80, count: 10 },
  { name: "2 HTTPS, WebClient", port: 443, count: 20 },
  { name: "3 WebSocket", port: 8080, count: 1 },
];

setTimeout(() => process.exit(1), 20_000).unref();
const seen = [];
const { webPort, securePort, socketPort, close } = await listen((entry) => seen.push(entry));
const [epoch, began] = [Date.now(), performance.now()];
const time = (clock) => epoch + (clock - began) * FACTOR;
const beacons = Promise.all([curl(webPort, MORE, FACTOR), webClient(securePort, MORE, FACTOR)]);
await Promise.all([beacons, webSocket(socketPort, beacons)]);
await close();

const folder = mkdtempSync(join(tmpdir(), "three-tests-"));
const lines = { sysmon: sysmonLine, squid: squidLine };
const read = async (sensor, entries) => {
  const file = join(folder, `${sensor}.log`);
  writeFileSync(file, entries.map((entry) => `${lines[sensor](entry, time)}\n`).join(""));
  return readFiles([file]);
};
let returned = 0;
try {
  for (const test of TESTS) {
    const all = seen.filter(({ port }) => port === test.port).sort((a, b) => a.start - b.start);
    const logs = [];
    for (const sensor of ["sysmon", "squid"]) {
      const records = await read(sensor, all.slice(0, test.count));
      logs.push({ records, more: await read(sensor, all) });
    }
    returned += report(test, all[0], logs);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const outcome = returned === 0 ? "None of the three tests fires" : `${returned} of six logs fire`;
console.log(`\n${outcome} with the rule as it is.`);
process.exitCode = returned === 0 ? 0 : 1;
