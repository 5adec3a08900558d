// What one would write first: readline, split, a Map of arrays, simple-statistics. The same numbers as `score` rests on.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { medianAbsoluteDeviation, quantile } from "simple-statistics";

const pairs = new Map();
for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  if (line.startsWith("#")) continue;
  const fields = line.split("\t");
  const key = `${fields[2]} ${fields[4]} ${fields[5]}`;
  let pair = pairs.get(key);
  if (pair === undefined) {
    pair = { times: [], sizes: [] };
    pairs.set(key, pair);
  }
  pair.times.push(Number(fields[0]));
  pair.sizes.push(fields[9] === "-" ? 0 : Number(fields[9]));
}

let sum = 0;
let scored = 0;
for (const { times, sizes } of pairs.values()) {
  if (times.length < 4) continue;
  times.sort((a, b) => a - b);
  const intervals = times.slice(1).map((time, i) => time - times[i]);
  for (const values of [intervals, sizes]) {
    const [q1, q2, q3] = quantile(values, [0.25, 0.5, 0.75]);
    sum += q3 === q1 ? 0 : (q1 + q3 - 2 * q2) / (q3 - q1);
    sum += medianAbsoluteDeviation(values);
  }
  scored++;
}
console.log(JSON.stringify({ pairs: pairs.size, scored, sum }));
