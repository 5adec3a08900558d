// RITA's rows of a day of Zeek logs, from files to rows in one process: node bench/rita-day.mjs [connections]
// Needs gcc and the folder with the generator (BEACONRY_BENCH, default ../shared/bench). Hourly conn, ssl and http logs are made
// in a temporary folder: of the connections 5 in 15 are TLS and 2 in 15 HTTP, each with one name for each destination, and one TLS
// connection in 20 with the name of an update service that all hosts share.
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { readRita } from "../dist/node/index.js";

const connections = Number(process.argv[2] ?? 10_000_000);
const sources = resolve(process.env.BEACONRY_BENCH ?? "../shared/bench");
if (!existsSync(join(sources, "generate-conn-log.c"))) {
  console.error(`no generator in ${sources}; set BEACONRY_BENCH`);
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), "beaconry-rita-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

await makeLogs();
for (const version of [5, 4]) {
  const before = process.cpuUsage();
  const begin = performance.now();
  const { rows, input } = await readRita(join(folder, "2026-11-24"), { version });
  const { user, system } = process.cpuUsage(before);
  const cpu = (user + system) / 1e6;
  const wall = (performance.now() - begin) / 1000;
  const memory = process.resourceUsage().maxRSS / 1024;
  console.log(
    `v${version}: ${input.records} records, ${rows.length} rows, ${cpu.toFixed(1)} CPU s, ${wall.toFixed(1)} s, peak ${memory.toFixed(0)} MB`,
  );
}

async function makeLogs() {
  const generator = join(folder, "generate");
  execFileSync("gcc", ["-O2", join(sources, "generate-conn-log.c"), "-lm", "-o", generator]);
  const pairs = Math.max(1000, Math.round(connections / 50));
  execFileSync(generator, [String(connections), String(pairs), "7", join(folder, "all"), "t", "0"]);
  const day = join(folder, "2026-11-24");
  mkdirSync(day);
  const logs = new Map();
  const start = 1795478400;
  let tls = 0;
  for await (const line of createInterface({ input: createReadStream(join(folder, "all.log")) })) {
    if (line.startsWith("#")) continue;
    const [ts, uid, source, sourcePort, destination, port, , service] = line.split("\t");
    const hour = Math.min(23, Math.max(0, Math.floor((Number(ts) - start) / 3600)));
    await write(hour, "conn", line);
    const common = [ts, uid, source, sourcePort, destination, port].join("\t");
    const isShared = service === "ssl" && tls++ % 20 === 0;
    const name = isShared ? "update.example" : `h${destination.replaceAll(".", "-")}.example`;
    if (service === "ssl") await write(hour, "ssl", `${common}\t${name}\t-`);
    if (service === "http") {
      await write(hour, "http", `${common}\tGET\t${name}\t/a/index.html\tagent/1.0\ttext/html`);
    }
  }
  for (const log of logs.values()) {
    log.end();
    await once(log, "finish");
  }
  rmSync(join(folder, "all.log"));

  async function write(hour, kind, line) {
    const key = `${kind}.${String(hour).padStart(2, "0")}:00:00-${String(hour + 1).padStart(2, "0")}:00:00.log`;
    let log = logs.get(key);
    if (log === undefined) {
      log = createWriteStream(join(day, key), { highWaterMark: 1 << 20 });
      log.write(headerOf(kind));
      logs.set(key, log);
    }
    if (!log.write(`${line}\n`)) await once(log, "drain");
  }
}

function headerOf(kind) {
  const ends = "ts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p";
  const fields = {
    conn: `${ends}\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state\tlocal_orig\tlocal_resp\tmissed_bytes\thistory\torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\ttunnel_parents`,
    ssl: `${ends}\tserver_name\tja3`,
    http: `${ends}\tmethod\thost\turi\tuser_agent\tresp_mime_types`,
  };
  return `#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\t${kind}\n#fields\t${fields[kind]}\n`;
}
