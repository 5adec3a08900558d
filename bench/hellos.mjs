// Microseconds of one core for a ClientHello from its bytes: reading it, JA3, JA3N and JA4, each hello another, so that no hash is
// remembered; and the same for hellos that come again. Usage: npm run build && node bench/hellos.mjs [--hellos 20000] [--rounds 5]
import { parseArgs } from "node:util";
import { ja3, ja3n, ja4, parseClientHello, searchClientHello } from "../dist/fingerprints/index.js";

const { values } = parseArgs({
  options: {
    hellos: { type: "string", default: "20000" },
    rounds: { type: "string", default: "5" },
  },
});
const count = Number(values.hellos);
const rounds = Number(values.rounds);

let seed = 1;
const below = (bound) => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
  return Math.floor((seed / 2 ** 32) * bound);
};
const u16 = (value) => [value >> 8, value & 255];
const list16 = (numbers) => [...u16(numbers.length * 2), ...numbers.flatMap(u16)];
const ascii = (text) => Array.from(text, (character) => character.charCodeAt(0));

/** A hello as a browser sends it: GREASE, 16 ciphers of which one is new each time, 17 extensions in an order of its own. */
function hello(index) {
  const grease = () => (below(16) * 16 + 10) * 257;
  const ciphers = [
    0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014, 0x9c,
    0x9d, 0x2f, 0x35,
  ];
  const signatures = [0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601];
  const name = ascii(`host${index}.example.org`);
  const extensions = [
    [0, [...u16(name.length + 3), 0, ...u16(name.length), ...name]],
    [10, list16([grease(), 0x11ec, 29, 23, 24])],
    [11, [1, 0]],
    [13, list16([...signatures, index & 0xffff])],
    [16, [0, 12, 2, ...ascii("h2"), 8, ...ascii("http/1.1")]],
    [43, [6, ...u16(grease()), 3, 4, 3, 3]],
    [51, Array.from({ length: 1216 }, () => below(256))],
    ...[5, 18, 23, 27, 35, 45, 17513, 65037, 65281].map((type) => [type, []]),
  ];
  for (let at = extensions.length - 1; at > 0; at--) {
    const other = below(at + 1);
    [extensions[at], extensions[other]] = [extensions[other], extensions[at]];
  }
  const all = [[grease(), []], ...extensions, [grease(), [0]]];
  const block = all.flatMap(([type, data]) => [...u16(type), ...u16(data.length), ...data]);
  const suites = list16([grease(), ...ciphers, index & 0xffff]);
  const random = Array.from({ length: 32 }, () => below(256));
  const head = [3, 3, ...random, 32, ...random, ...suites, 1, 0];
  const body = [...head, ...u16(block.length), ...block];
  const message = [1, 0, ...u16(body.length), ...body];
  return Uint8Array.from([22, 3, 1, ...u16(message.length), ...message]);
}

const hellos = Array.from({ length: count }, (_, index) => hello(index));
const after = hellos.map((bytes) =>
  Uint8Array.from([...ascii("EHLO me\r\nSTARTTLS\r\n"), ...bytes]),
);
const all = (parsed) => [ja3(parsed), ja3n(parsed), ja4(parsed)];
const one = hellos.map((_, index) => hellos[index % 100]);
const tasks = {
  "read a hello": [hellos, (bytes) => parseClientHello(bytes)],
  "find a hello after STARTTLS": [after, (bytes) => searchClientHello(bytes)],
  "read, JA3": [hellos, ja3],
  "read, JA3, JA3N, JA4": [hellos, (bytes) => all(parseClientHello(bytes))],
  "the same of one program again": [one, (bytes) => all(parseClientHello(bytes))],
};

const times = new Map(Object.keys(tasks).map((name) => [name, []]));
for (let round = 0; round <= rounds; round++) {
  for (const [name, [inputs, task]] of Object.entries(tasks)) {
    const before = process.cpuUsage();
    for (const bytes of inputs) task(bytes);
    const { user, system } = process.cpuUsage(before);
    // The first round warms up.
    if (round > 0) times.get(name).push((user + system) / count);
  }
}
for (const [name, list] of times) {
  list.sort((one, other) => one - other);
  console.log(`${list[list.length >> 1].toFixed(1).padStart(6)} µs  ${name}`);
}
