import fc from "fast-check";
import type { TestEvent } from "./events.js";

/** The window that scenarios play in: a day to the millisecond. */
export const WINDOW_END: number = Date.UTC(2026, 10, 24, 12);
const WINDOW_START = WINDOW_END - 86_400_000;

const MEANS_MS = [
  0, 999, 1000, 1001, 54_999, 55_000, 60_000, 65_000, 65_001, 65_500, 66_000, 119_999, 120_000,
  294_999, 295_000, 305_000, 305_500, 306_000, 894_999, 895_000, 899_999, 900_000, 900_500, 901_000,
];
const DESTINATIONS = [
  "203.0.113.9",
  "198.51.100.7",
  "9.255.255.255",
  "10.9.9.9",
  "110.0.0.1",
  "100.64.0.1",
  "127.0.0.1",
  "172.15.255.255",
  "172.16.0.1",
  "172.31.255.255",
  "172.32.0.1",
  "192.168.1.1",
  "192.169.1.1",
  "2001:db8::1",
  "fe80::1",
  "cdn.example",
];
const SOURCES = [
  "10.0.0.1",
  "10.0.0.2",
  "192.168.7.7",
  "203.0.113.50",
  "fd00::5",
  "laptop.example",
];

const scenario = fc.record({
  source: fc.constantFrom(...SOURCES),
  destination: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("203.0.113.9", "198.51.100.7", "2001:db8::1") },
    { weight: 2, arbitrary: fc.constantFrom(...DESTINATIONS) },
  ),
  port: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(80, 443, 8080, 8443) },
    { weight: 1, arbitrary: fc.constantFrom(22, 79, 8081, 0, 65535) },
  ),
  count: fc.constantFrom(1, 2, 15, 16, 16, 16, 16, 17, 31, 100, 101, 102),
  meanMs: fc.constantFrom(...MEANS_MS),
  nudgeMs: fc.constantFrom(-1, 0, 0, 0, 1, 999),
  anchor: fc.constantFrom("start", "inside", "inside", "inside", "end", "before", "after"),
  direction: fc.constantFrom("L2R", "L2R", "R2R", "absent", "absent", "L2L", "R2L", null, "mixed"),
  bytes: fc.constantFrom("all", "some", "none"),
  events: fc.constantFrom("absent", "one", "several", "some"),
  devices: fc.constantFrom("absent", "all", "some"),
  salt: fc.nat(1 << 20),
});

type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

/** Events of one to ten pairs, some of them the same pair twice, around every edge that the query has. */
export const scenarios: fc.Arbitrary<TestEvent[]> = fc
  .array(scenario, { minLength: 1, maxLength: 10 })
  .map((all) => all.flatMap(eventsOf));

/** What a record without a direction field gets, by the networks of SOURCES and DESTINATIONS that are internal. */
export function directionOf({ direction, source, destination }: TestEvent): string | null {
  if (direction !== undefined) return direction;
  const local = (text: string) =>
    /^(10\.|127\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|fd|fe80)/.test(text) ? "L" : "R";
  return `${local(source)}2${local(destination)}`;
}

function eventsOf(scene: Scenario): TestEvent[] {
  const { source, destination, port, count, meanMs, salt } = scene;
  const span = Math.max(0, meanMs * (count - 1) + scene.nudgeMs);
  const start = startOf(scene, span);
  const chance = (i: number, of: number) => ((i + 1) * 7919 + salt) % of;
  return Array.from({ length: count }, (_, i) => {
    const fraction = [0, 0.25, 0.5, 0.999][chance(i, 4)] as number;
    const middle = Math.floor((span * chance(i, 1009)) / 1009);
    const offset = i === 0 ? 0 : i === 1 ? span : middle;
    const time = start + offset + fraction;
    const some = chance(i, 3) === 0;
    const has = (what: string) => what === "all" || (what === "some" && some);
    return {
      time,
      source,
      destination,
      port,
      bytesOut: has(scene.bytes) ? chance(i, 5000) + fraction : null,
      bytesIn: scene.bytes !== "none" && chance(i, 2) === 0 ? chance(i, 99) * 1e9 : null,
      direction: directionAt(scene, some),
      eventCount: eventsAt(scene, chance(i, 4)),
      deviceTime: has(scene.devices) ? time - chance(i, 5000) : undefined,
    };
  });
}

function startOf({ anchor, salt }: Scenario, span: number): number {
  if (anchor === "start") return WINDOW_START;
  if (anchor === "before") return WINDOW_START - 1;
  if (anchor === "end") return WINDOW_END - span;
  if (anchor === "after") return WINDOW_END - span + 1;
  return WINDOW_START + (salt % 3_600_000);
}

function directionAt({ direction }: Scenario, some: boolean): string | null | undefined {
  if (direction === "absent") return undefined;
  if (direction !== "mixed") return direction;
  return some ? "R2L" : "R2R";
}

function eventsAt({ events }: Scenario, chance: number): number | undefined {
  if (events === "absent" || (events === "some" && chance > 1)) return undefined;
  return events === "one" ? 1 : chance;
}
