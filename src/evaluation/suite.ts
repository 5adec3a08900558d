import { integer, pick, uniform } from "./distributions.js";
import { additiveJitter } from "./families/additive-jitter.js";
import { backingOff } from "./families/backing-off.js";
import { backup } from "./families/backup.js";
import { browsing } from "./families/browsing.js";
import { bursts } from "./families/bursts.js";
import { cdn } from "./families/cdn.js";
import { certificateCheck } from "./families/certificate-check.js";
import { clocked } from "./families/clocked.js";
import { clustered } from "./families/clustered.js";
import { connectionReuse } from "./families/connection-reuse.js";
import { dataJitter } from "./families/data-jitter.js";
import { diurnal } from "./families/diurnal.js";
import { exfiltration } from "./families/exfiltration.js";
import { fixed } from "./families/fixed.js";
import { flowTimeout } from "./families/flow-timeout.js";
import { gammaGaps } from "./families/gamma-gaps.js";
import { gaussianJitter } from "./families/gaussian-jitter.js";
import { goldenRatio } from "./families/golden-ratio.js";
import { humanLike } from "./families/human-like.js";
import { keepAlive } from "./families/keep-alive.js";
import { laptopSleep } from "./families/laptop-sleep.js";
import { latticeJitter } from "./families/lattice-jitter.js";
import { logUniform } from "./families/log-uniform.js";
import { lognormalGaps } from "./families/lognormal-gaps.js";
import { longLived } from "./families/long-lived.js";
import { lowAndSlow } from "./families/low-and-slow.js";
import { mailPolling } from "./families/mail-polling.js";
import { missed } from "./families/missed.js";
import { mixed } from "./families/mixed.js";
import { monitoring } from "./families/monitoring.js";
import { nat } from "./families/nat.js";
import { ntp } from "./families/ntp.js";
import { oneSidedJitter } from "./families/one-sided-jitter.js";
import { outages } from "./families/outages.js";
import { poisson } from "./families/poisson.js";
import { retries } from "./families/retries.js";
import { rotation } from "./families/rotation.js";
import { rounded } from "./families/rounded.js";
import { sampled } from "./families/sampled.js";
import { stages } from "./families/stages.js";
import { streaming } from "./families/streaming.js";
import { telemetry } from "./families/telemetry.js";
import { twoSidedJitter } from "./families/two-sided-jitter.js";
import { updateCheck } from "./families/update-check.js";
import { workingHours } from "./families/working-hours.js";
import type { Family, Parameters } from "./family.js";
import type { Random } from "./random.js";

/** A family with its parameters, for so many hours: one line of a report. */
export interface Variant {
  readonly id: string;
  /** The family's. */
  readonly code: string;
  readonly family: Family;
  /** Those that differ from the family's own. */
  readonly parameters: Parameters;
  readonly hours: number;
}

/** Whatever the period, so many check-ins are expected, where nothing is said of it. */
const CHECK_INS = 60;

function variant(family: Family, parameters: Parameters = {}, hours?: number): Variant {
  const values = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  const lasting = (meanInterval({ ...family.defaults, ...parameters }, family) * CHECK_INS) / 3600;
  return {
    id: [family.id, ...values].join(" "),
    code: family.code,
    family,
    parameters,
    hours: hours ?? Math.ceil(lasting * 20) / 20,
  };
}

/** Seconds. One-sided jitter shortens every sleep, by half of it on average. */
function meanInterval(parameters: Parameters, family: Family): number {
  const { periodSeconds = 60, jitter = 0 } = parameters;
  return family.truth?.(parameters).law === "one-sided"
    ? periodSeconds * (1 - jitter / 2)
    : periodSeconds;
}

const each = <T>(values: readonly T[], make: (value: T) => Variant): Variant[] => values.map(make);

/** The implants of the bench: each family with the settings at which it is easy, and those at which it is hard. */
export const SUITE: readonly Variant[] = [
  ...each([10, 60, 300, 3600], (periodSeconds) => variant(fixed, { periodSeconds })),
  ...each([0.1, 0.2, 0.37, 0.5, 0.75, 0.9, 0.99], (jitter) =>
    variant(oneSidedJitter, { periodSeconds: 60, jitter }),
  ),
  ...each([0.2, 0.9], (jitter) => variant(oneSidedJitter, { periodSeconds: 900, jitter })),
  ...each([0.1, 0.2, 0.5], (jitter) => variant(twoSidedJitter, { periodSeconds: 300, jitter })),
  variant(additiveJitter, { periodSeconds: 60, addedSeconds: 30 }, 2),
  variant(additiveJitter, { periodSeconds: 60, addedSeconds: 60 }, 2),
  variant(additiveJitter, { periodSeconds: 300, addedSeconds: 60 }, 6),
  variant(latticeJitter, { periodSeconds: 10, percent: 23 }),
  variant(latticeJitter, { periodSeconds: 60, percent: 37 }),
  ...each([0.05, 0.1, 0.2, 0.3], (share) => variant(gaussianJitter, { share })),
  ...each([0.05, 0.2], (share) => variant(clocked, { share })),
  ...each([0.05, 0.1, 0.25, 0.5], (share) => variant(missed, { missed: share }, 12)),
  variant(missed, { periodSeconds: 60, jitter: 0.2, missed: 0.5 }, 2),
  variant(outages, {}, 6),
  variant(workingHours, {}, 48),
  variant(laptopSleep, {}, 24),
  variant(stages, {}, 24),
  variant(stages, { interactive: 1 }, 24),
  ...each([0.2, 0.5, 0.9], (jitter) => variant(bursts, { jitter })),
  variant(connectionReuse, {}, 5),
  ...each([1, 3], (count) => variant(exfiltration, { bursts: count }, 3)),
  variant(rotation, { servers: 3, random: 0, jitter: 0.2 }, 3),
  variant(rotation, { servers: 3, random: 1 }, 3),
  variant(rotation, { servers: 3, random: 1, jitter: 0.2 }, 4),
  variant(rotation, { servers: 10, random: 0, jitter: 0.2 }, 12),
  variant(rotation, { servers: 10, random: 1 }, 12),
  variant(rotation, { servers: 10, random: 1, jitter: 0.2 }, 12),
  ...each([0, 1], (people) => variant(mixed, { ratio: 1, browsing: people }, 12)),
  variant(mixed, { ratio: 10 }, 12),
  variant(mixed, { ratio: 10, browsing: 1 }, 12),
  variant(mixed, { ratio: 1, jitter: 0.2 }, 12),
  variant(nat, {}, 6),
  variant(nat, { jitter: 0.2 }, 6),
  variant(sampled, {}, 10),
  variant(sampled, { periodSeconds: 10, oneIn: 100 }, 20),
  variant(rounded, {}, 6),
  variant(rounded, { roundSeconds: 60 }, 6),
  variant(flowTimeout, {}, 2),
  variant(lowAndSlow, { periodSeconds: 3600 }, 24),
  variant(lowAndSlow, { periodSeconds: 21_600 }, 168),
  variant(longLived, {}, 336),
  variant(goldenRatio, {}, 24),
  variant(backingOff, {}, 24),
  variant(logUniform, {}, 24),
  variant(humanLike, {}, 12),
  ...each([0, 0.11, 0.5], (share) => variant(dataJitter, { dataJitter: share })),
];

const logUniformBetween = (random: Random, low: number, high: number) =>
  Math.exp(uniform(random, Math.log(low), Math.log(high)));

/** Connections of a pair without a schedule: few as often as many. */
const FEWEST = 8;
const MOST = 2500;

/** How each benign family without a schedule is drawn so that about `count` connections come up in `hours`. */
export const APERIODIC: readonly ((random: Random, count: number, hours: number) => Variant)[] = [
  (_, count, hours) => variant(poisson, { perDay: (count * 24) / hours }, hours),
  (_, count, hours) => variant(diurnal, { perDay: (count * 24) / hours }, hours),
  (random, count, hours) => {
    const [objects, offShape] = [integer(random, 2, 12), uniform(random, 1.1, 1.8)];
    const pages = (2 * count) / (objects + 1);
    const off = (hours * 3600) / pages;
    const minimumOffSeconds = (off * (offShape - 1)) / offShape;
    const gapSigma = uniform(random, 0.8, 1.8);
    return variant(browsing, { minimumOffSeconds, offShape, objects, gapSigma }, hours);
  },
  (random, count, hours) => {
    const breakHours = (hours / 24) * uniform(random, 0.5, 6);
    const busy = 1.08 / (1.08 + breakHours);
    const pieceSeconds = (hours * 3600 * busy) / count;
    return variant(streaming, { pieceSeconds, shape: integer(random, 1, 2), breakHours }, hours);
  },
  (random, count, hours) => {
    const [objects, offShape, sites] = [integer(random, 2, 12), 1.2, integer(random, 2, 20)];
    const pages = (2 * count) / (objects + 1) / sites;
    const minimumOffSeconds = (hours * 3600) / pages / 6;
    return variant(cdn, { minimumOffSeconds, offShape, objects, sites, gapSigma: 1.5 }, hours);
  },
  (random, count, hours) => {
    const size = uniform(random, 1, 8);
    const perDay = (count * 24) / hours / (size + 0.5);
    const spreadSeconds = (86_400 / perDay) * logUniformBetween(random, 0.001, 1);
    return variant(clustered, { perDay, size, spreadSeconds }, hours);
  },
  (random, count, hours) => {
    const mean = (hours * 3600) / count;
    if (random() < 0.3) return variant(gammaGaps, { meanSeconds: mean, shape: 2 }, hours);
    const sigma = uniform(random, 0.8, 2);
    return variant(
      lognormalGaps,
      { medianSeconds: mean * Math.exp(-(sigma ** 2) / 2), sigma },
      hours,
    );
  },
  (random, count, hours) => {
    const most = integer(random, 2, 8);
    const perDay = (count * 24) / hours / (most / 2 + 1.5);
    return variant(
      retries,
      { perDay, firstSeconds: logUniformBetween(random, 0.5, 10), most },
      hours,
    );
  },
  (_, count, hours) => {
    const connections = Math.max(5, Math.round((count * 24) / Math.max(24, hours)));
    return variant(backup, { connections }, Math.max(24, hours));
  },
];

/**
 * A benign family without a schedule, its parameters at random: as many of each family, rates from a few connections to
 * thousands, an hour to a week. What false alarms are counted on, and what the stored null is made of.
 */
export function drawAperiodic(random: Random): Variant {
  const hours = pick(random, [1, 2, 8, 24, 72, 168]) as number;
  const count = logUniformBetween(random, FEWEST, MOST);
  const draw = pick(random, APERIODIC) as (typeof APERIODIC)[number];
  return draw(random, count, hours);
}

/** A benign program on a schedule, its period at random. */
export function drawBenignPeriodic(random: Random): Variant {
  const draws = [
    () => variant(ntp, { pollSeconds: 64 * 2 ** integer(random, 0, 4) }, 24),
    () => variant(telemetry, { periodSeconds: pick(random, [30, 60, 300]) as number }, 8),
    () => variant(monitoring, { periodSeconds: integer(random, 10, 60) }, 2),
    () => variant(mailPolling, { periodSeconds: integer(random, 60, 300) }, 8),
    () => variant(keepAlive, { periodSeconds: uniform(random, 240, 1740) }, 24),
    () => variant(updateCheck, { periodSeconds: uniform(random, 1, 22) * 3600 }, 168),
    () => variant(certificateCheck, { periodSeconds: uniform(random, 1, 12) * 3600 }, 168),
  ];
  return (pick(random, draws) as () => Variant)();
}
