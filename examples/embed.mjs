// Scoring connections that a program already has as objects.
import { score } from "beaconry";

const beacon = Array.from({ length: 200 }, (_, i) => ({
  time: Date.UTC(2026, 10, 23) + i * 90_000 + ((i * 7919) % 17) * 500,
  source: "10.1.2.3",
  destination: "203.0.113.9",
  port: 443,
  bytesOut: 412 + (i % 3),
}));
const people = Array.from({ length: 200 }, (_, i) => ({
  time: Date.UTC(2026, 10, 23) + i * i * 800 + ((i * 7919) % 997) * 9_000,
  source: "10.1.2.4",
  destination: "198.51.100.7",
  port: 443,
  bytesOut: 300 + ((i * 7919) % 5000),
}));

for (const { level, source, destination, explanation } of score([...beacon, ...people]).findings) {
  console.log(`${level}: ${source} to ${destination}. ${explanation.join(" ")}`);
}
