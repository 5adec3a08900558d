import type { Connection } from "../../../src/connection.js";
import type { HandedFinding } from "../../../src/qradar/hand-over/handed-finding.js";
import { type Finding, score } from "../../../src/scoring/index.js";

export const START: number = Date.UTC(2026, 10, 22);

const clock = (pair: Pick<Connection, "source" | "destination" | "port">): Connection[] =>
  Array.from({ length: 100 }, (_, i) => ({
    ...pair,
    time: START + i * 60_000,
    bytesOut: 512,
    bytesIn: 2048,
    host: "c2.example",
  }));

/** A clock of a minute, as `score` finds it. */
export const FINDING: Finding = score(
  clock({ source: "10.1.2.3", destination: "203.0.113.9", port: 443 }),
).findings[0] as Finding;

/** The finding with some fields changed; its destinations follow the main one. */
export function finding(changes: Partial<HandedFinding> = {}): HandedFinding {
  const { destination = FINDING.destination } = changes;
  return { ...FINDING, destinations: [destination], ...changes };
}
