import type { Connection } from "../../../src/connection.js";
import { exponential, uniform } from "../../../src/evaluation/distributions.js";
import { type Random, randomFrom } from "../../../src/evaluation/random.js";
import { pairCount } from "../../../src/pairs.js";
import { type ConnectionTable, destinationOf, sourceOf } from "../../../src/table.js";
import { tableFrom } from "../../../src/table-from.js";

/** What clients of the estate are known by. */
export type Known = "ja4" | "ja3";

/** Which program made a pair's connections. */
export type Program = "browser" | "agent" | "implant";

export const HOSTS = 500;
export const IMPLANTED = 6;
export const ADDRESSES = 4;

export const IMPLANT = {
  ja4: "t13i190900_9dc949149365_97f8aa674fd9",
  ja3: "19e29534fd49dd27d09234e639c4057e",
};
export const AGENT = {
  ja4: "t12d190800_d83cc789557e_16bbda4055b2",
  ja3: "3b5074b1b5d032e5620f69f9f700ff0e",
};
const BROWSER = ["t13d1516h2_8daaf6152771_02713d6af862", "t13d1517h2_8daaf6152771_b1ff8ab2d16f"];
const TLS13 = ["f4febc55ea12b31ae17cfb7e614afda8", "eb1d94daa7e0344597e756a1fb6e7054"];

/** A simulated estate: its connections, and what made each pair's. */
export interface Estate {
  readonly table: ConnectionTable;
  readonly programs: readonly Program[];
}

/** Where an estate's connections come from and how often. */
export interface Shape {
  readonly known: Known;
  /** Sites a host browses, and connections to each. */
  readonly sites: number;
  readonly views: number;
  /** Addresses that each implant beacons to. */
  readonly addresses: number;
  /** Check-ins of an implant with each, and of an agent. */
  readonly checkIns: number;
}

/**
 * Five hundred hosts that browse with a client that permutes its extensions, four in ten with an update agent, and six of them with an
 * implant that beacons to four addresses. With JA4 known a browser has two (resumption), with JA3 a new one on every connection.
 */
export function estateOf(seed: string, shape: Shape): Estate {
  const random = randomFrom(`fingerprints/${seed}`);
  const { known, sites, views, addresses, checkIns } = shape;
  const connections: Connection[] = [];
  const made = new Map<string, Program>();
  const implanted = new Set<number>();
  while (implanted.size < IMPLANTED) implanted.add(Math.floor(random() * HOSTS));
  const pair = (program: Program, host: number, destination: string, times: number[]) => {
    const source = `10.0.${host >> 8}.${host & 255}`;
    made.set(`${source} ${destination}`, program);
    for (const time of times) {
      const fingerprint =
        program === "browser"
          ? browser(random, known)
          : program === "agent"
            ? AGENT[known]
            : IMPLANT[known];
      const serverFingerprint = TLS13[Math.floor(random() * 2)] as string;
      connections.push({
        time,
        source,
        destination,
        port: 443,
        bytesOut: Math.round(uniform(random, 300, 900)),
        fingerprint,
        serverFingerprint,
      });
    }
  };
  for (let host = 0; host < HOSTS; host++) {
    for (let site = 0; site < sites; site++) {
      const address = `198.51.${Math.floor(random() * 100)}.${site}`;
      pair(
        "browser",
        host,
        address,
        timesOf(views, () => exponential(random, 2400)),
      );
    }
    if (host % 5 < 2)
      pair(
        "agent",
        host,
        "192.0.2.1",
        timesOf(checkIns, () => uniform(random, 500, 700)),
      );
  }
  let next = 0;
  for (const host of implanted) {
    for (let i = 0; i < addresses; i++) {
      pair(
        "implant",
        host,
        `203.0.113.${10 + (next++ % ADDRESSES)}`,
        timesOf(checkIns, () => uniform(random, 270, 300)),
      );
    }
  }
  const table = tableFrom(connections);
  const programs = Array.from(
    { length: pairCount(table) },
    (_, number) =>
      made.get(`${sourceOf(table, number)} ${destinationOf(table, number)}`) as Program,
  );
  return { table, programs };
}

/** A score for each pair as a scoring would give: of implants nearly all are found, of agents half, of browsers one in a hundred. */
export function verdictsOf({ programs }: Estate, seed: string, found = 0.95): Float64Array {
  const random = randomFrom(`verdicts/${seed}`);
  const chances = { implant: found, agent: 0.5, browser: 0.01 };
  return Float64Array.from(programs, (program) => (random() < chances[program] ? 0.9 : 0.1));
}

function browser(random: Random, known: Known): string {
  if (known === "ja4") return BROWSER[random() < 0.3 ? 1 : 0] as string;
  const word = () => Math.floor(random() * 2 ** 48).toString(16);
  return (word() + word()).padStart(32, "0");
}

function timesOf(count: number, gapSeconds: () => number): number[] {
  let time = Date.UTC(2026, 10, 22);
  return Array.from({ length: count }, () => (time += gapSeconds() * 1000));
}
