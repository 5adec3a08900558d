import { additiveJitter } from "./families/additive-jitter.js";
import { bursts } from "./families/bursts.js";
import { clocked } from "./families/clocked.js";
import { dataJitter } from "./families/data-jitter.js";
import { exfiltration } from "./families/exfiltration.js";
import { fixed } from "./families/fixed.js";
import { gaussianJitter } from "./families/gaussian-jitter.js";
import { goldenRatio } from "./families/golden-ratio.js";
import { latticeJitter } from "./families/lattice-jitter.js";
import { longLived } from "./families/long-lived.js";
import { lowAndSlow } from "./families/low-and-slow.js";
import { missed } from "./families/missed.js";
import { nat } from "./families/nat.js";
import { oneSidedJitter } from "./families/one-sided-jitter.js";
import { rotation } from "./families/rotation.js";
import { rounded } from "./families/rounded.js";
import { stages } from "./families/stages.js";
import { twoSidedJitter } from "./families/two-sided-jitter.js";
import { workingHours } from "./families/working-hours.js";
import type { Family, Parameters } from "./family.js";

/** An implant as a world has it: on so many hosts, which call the same server. */
export interface WorldImplant {
  readonly family: Family;
  readonly parameters: Parameters;
  readonly hosts: number;
}

function implant(family: Family, parameters: Parameters, hosts = 1): WorldImplant {
  return { family, parameters, hosts };
}

/** One of every kind, B1 to B19 in order; three of them went from host to host. */
export const WORLD_IMPLANTS: readonly WorldImplant[] = [
  implant(fixed, { periodSeconds: 60 }),
  implant(oneSidedJitter, { periodSeconds: 300, jitter: 0.37 }, 3),
  implant(twoSidedJitter, { periodSeconds: 600, jitter: 0.2 }),
  implant(additiveJitter, { periodSeconds: 60, addedSeconds: 30 }),
  implant(latticeJitter, { periodSeconds: 120, percent: 37 }),
  implant(gaussianJitter, { periodSeconds: 300, share: 0.2 }),
  implant(clocked, { periodSeconds: 900, share: 0.05 }, 2),
  implant(missed, { periodSeconds: 300, jitter: 0.2, missed: 0.25 }),
  implant(workingHours, { periodSeconds: 120, jitter: 0.2 }),
  implant(stages, { periodSeconds: 60, jitter: 0.2 }),
  implant(bursts, { periodSeconds: 300, jitter: 0.2 }),
  implant(exfiltration, { periodSeconds: 300, jitter: 0.2, bursts: 2 }),
  implant(rotation, { periodSeconds: 300, jitter: 0.2, servers: 3, random: 0 }),
  implant(nat, { periodSeconds: 600, jitter: 0.2, implants: 3 }),
  implant(rounded, { periodSeconds: 300, jitter: 0.2, roundSeconds: 60 }),
  implant(lowAndSlow, { periodSeconds: 7200, jitter: 0.2 }),
  implant(longLived, {}),
  implant(goldenRatio, {}),
  implant(dataJitter, { periodSeconds: 120, jitter: 0.2, dataJitter: 0.5 }, 2),
];
