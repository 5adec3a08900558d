import { RuleError } from "../errors.js";
import type { Cohort } from "./cohort.js";
import { pick, uniform } from "./distributions.js";
import { certificateCheck } from "./families/certificate-check.js";
import { keepAlive } from "./families/keep-alive.js";
import { mailPolling } from "./families/mail-polling.js";
import { monitoring } from "./families/monitoring.js";
import { ntp } from "./families/ntp.js";
import { scanning } from "./families/scanning.js";
import { telemetry } from "./families/telemetry.js";
import { updateCheck } from "./families/update-check.js";
import type { Family, Parameters } from "./family.js";
import { type Random, randomFrom } from "./random.js";
import type { SimulateOptions } from "./simulate.js";
import { APERIODIC, type Variant } from "./suite.js";
import { WORLD_IMPLANTS } from "./world-implants.js";

/** What a world is made from. */
export interface WorldOptions {
  readonly seed: string | number;
  /** 10 to 9,000; 500 unless told otherwise. */
  readonly hosts?: number;
  /** 168, a week, unless told otherwise. */
  readonly hours?: number;
  /** Epoch milliseconds; a Monday, 2026-11-23, unless told otherwise. */
  readonly start?: number;
}

/**
 * A company's network over some days, for `simulate`: an implant of every kind from B1 to B19, begun at some time in the first
 * half; agents on a schedule, on a part of the hosts each, up to nearly all; and ten destinations a host that people and programs
 * visit without one, the r-th most visited of them by 0.6 / r of the hosts (Zipf), at least by one. Of the default size, about a
 * million connections. Throws a RuleError that lists everything wrong with the options.
 *
 * @example
 * const { cohorts } = world({ seed: 1, hosts: 40, hours: 24 });
 * cohorts.filter(({ family }) => family.label === "c2").length; // => 19
 */
export function world(options: WorldOptions): SimulateOptions & { cohorts: readonly Cohort[] } {
  const { seed, hosts = 500, hours = 168, start = MONDAY } = options;
  const issues: string[] = [];
  if (!(Number.isInteger(hosts) && hosts >= FEWEST_HOSTS && hosts <= MOST_HOSTS)) {
    issues.push(`hosts must be ${FEWEST_HOSTS} to ${MOST_HOSTS}, not ${hosts}`);
  }
  if (!(hours > 0 && hours < Number.POSITIVE_INFINITY)) issues.push(`hours is ${hours}`);
  if (!(start >= 0 && start < Number.POSITIVE_INFINITY)) issues.push(`start is ${start}`);
  if (issues.length > 0) throw new RuleError("world", issues);
  const random = randomFrom(`${seed}/world`);
  const cohorts = [
    ...implants(random, hours),
    ...FLEETS.map((fleet) => agents(fleet, hosts)),
    ...Array.from({ length: DESTINATIONS_PER_HOST * hosts }, (_, i) =>
      visited(random, i + 1, hosts, hours),
    ),
    { family: scanning, pairs: SCANNERS } as Cohort,
  ];
  return { seed, start, hours, hosts, cohorts };
}

const MONDAY = Date.UTC(2026, 10, 23);
const FEWEST_HOSTS = 10;
/** Ten destinations for each are about all the addresses there are. */
const MOST_HOSTS = 9000;
const DESTINATIONS_PER_HOST = 10;
const SCANNERS = 2;

function implants(random: Random, hours: number): Cohort[] {
  return WORLD_IMPLANTS.map(({ family, parameters, hosts }) => ({
    family,
    parameters,
    pairs: hosts,
    sources: hosts,
    hours: [uniform(random, 0, hours / 2), hours] as const,
  }));
}

/** An agent on a share of the hosts, which divide themselves among so many servers. */
interface Fleet {
  readonly family: Family;
  readonly parameters: Parameters;
  readonly share: number;
  readonly servers: number;
}

function fleet(family: Family, parameters: Parameters, share: number, servers = 1): Fleet {
  return { family, parameters, share, servers };
}

/** Periods are of the longer ones that such agents have, so that they are not all that a world is made of. */
const FLEETS: readonly Fleet[] = [
  fleet(monitoring, { periodSeconds: 900 }, 0.97),
  fleet(ntp, { pollSeconds: 1024 }, 0.3, 4),
  fleet(telemetry, { periodSeconds: 1800 }, 0.5),
  fleet(updateCheck, { periodSeconds: 14_400 }, 0.5),
  fleet(updateCheck, { periodSeconds: 43_200 }, 0.2),
  fleet(keepAlive, { periodSeconds: 1500 }, 0.2, 3),
  fleet(mailPolling, { periodSeconds: 900 }, 0.2, 2),
  fleet(certificateCheck, { periodSeconds: 7200 }, 0.25, 2),
];

function agents({ family, parameters, share, servers }: Fleet, hosts: number): Cohort {
  const pairs = Math.max(1, Math.round(share * hosts));
  return { family, parameters, pairs, sources: Math.ceil(pairs / servers) };
}

/** The destination of this rank: the families take turns, each with parameters of its own at every destination. */
function visited(random: Random, rank: number, hosts: number, hours: number): Cohort {
  const draw = APERIODIC[rank % APERIODIC.length] as (typeof APERIODIC)[number];
  const count = Math.exp(uniform(random, Math.log(FEWEST), Math.log(FEWEST + hours)));
  const { family, parameters }: Variant = draw(random, count, hours);
  const sources = Math.max(1, Math.round((0.6 * hosts) / rank));
  const port = pick(random, PORTS) as number;
  return { family, parameters, pairs: sources, sources, port };
}

/** Connections of a pair: so many at least, and about one an hour at most. */
const FEWEST = 4;

const PORTS = [443, 443, 443, 80];
