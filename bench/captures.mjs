// Speed and memory of reading captures: a capture repeated, its times moved on each time, until so many MB are read; only the
// reader's own CPU time counts. Usage: node bench/captures.mjs [--megabytes 1000] [--piece 1048576] [--dist dist] [capture…]
// Without captures: those of BEACONRY_DATA (default ../shared/data), one by one.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    megabytes: { type: "string", default: "1000" },
    piece: { type: "string", default: "1048576" },
    dist: { type: "string", default: "dist" },
  },
});
const { CaptureReader } = await import(
  pathToFileURL(join(resolve(values.dist), "captures/index.js")).href
);
const files = positionals.length > 0 ? positionals : capturesOf("traffic", "tls");
if (files.length === 0) {
  console.error("no captures; name some, or set BEACONRY_DATA");
  process.exit(1);
}
console.log(
  "| capture | MB | packets | connections | CPU s | MB/s | packets/s | peak MB: 1st half | 2nd half |",
);
console.log("|---|---|---|---|---|---|---|---|---|");
for (const file of files) measure(file);

/** The larger captures below a folder of data: classic, little-endian. */
function capturesOf(...folders) {
  const data = resolve(process.env.BEACONRY_DATA ?? "../shared/data");
  return folders
    .map((folder) => join(data, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true })
        .filter((name) => name.endsWith(".pcap"))
        .map((name) => join(folder, name)),
    )
    .filter((file) => readFileSync(file).length > 39_000 && isClassic(readFileSync(file)));
}

function isClassic(bytes) {
  return bytes.readUInt32LE(0) === 0xa1b2c3d4;
}

function measure(file) {
  const capture = readFileSync(file);
  if (!isClassic(capture)) {
    console.error(`${file}: only little-endian captures in microseconds can be repeated`);
    return;
  }
  const records = Uint8Array.prototype.slice.call(capture, 24);
  const view = new DataView(records.buffer);
  const packets = [];
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  for (let at = 0; at + 16 <= records.length; at += 16 + view.getUint32(at + 8, true)) {
    packets.push(at);
    first = Math.min(first, view.getUint32(at, true));
    last = Math.max(last, view.getUint32(at, true));
  }
  const whole = records.subarray(0, packets.at(-1) + 16 + view.getUint32(packets.at(-1) + 8, true));
  // Far enough that no connection goes on into the next round.
  const span = last - first + 400;
  const rounds = Math.ceil((Number(values.megabytes) * 1e6) / whole.length);
  const piece = Number(values.piece);
  let connections = 0;
  const reader = new CaptureReader(() => connections++);
  const peaks = [0, 0];
  let micros = 0;
  const timed = (work) => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    micros += user + system;
  };
  reader.write(Uint8Array.prototype.slice.call(capture, 0, 24));
  for (let round = 0; round < rounds; round++) {
    timed(() => {
      for (let at = 0; at < whole.length; at += piece) reader.write(whole.subarray(at, at + piece));
    });
    for (const at of packets) view.setUint32(at, (view.getUint32(at, true) + span) >>> 0, true);
    const half = round * 2 < rounds ? 0 : 1;
    if (round % 16 === 0) peaks[half] = Math.max(peaks[half], process.memoryUsage().rss / 1e6);
  }
  timed(() => reader.end());
  if (reader.damage !== undefined) throw new Error(reader.damage);
  const megabytes = (whole.length * rounds) / 1e6;
  const seconds = micros / 1e6;
  const row = [
    basename(file),
    megabytes.toFixed(0),
    reader.counts.packets,
    connections,
    seconds.toFixed(2),
    (megabytes / seconds).toFixed(0),
    (reader.counts.packets / seconds).toExponential(1),
    ...peaks.map((peak) => peak.toFixed(0)),
  ];
  console.log(`| ${row.join(" | ")} |`);
}
