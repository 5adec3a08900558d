import { type Random, randomFrom } from "../random.js";
import { drawAperiodic, drawBenignPeriodic, type Variant } from "../suite.js";
import type { Order } from "./world.js";

/** How many pairs of each kind a seed gets. */
export interface Amounts {
  /** Of every implant variant. */
  readonly pairs: number;
  /** Without any schedule: what false alarms are counted on. */
  readonly aperiodic: number;
  /** Benign programs on a schedule. */
  readonly periodic: number;
}

/** The pairs without a schedule that thresholds are set on. */
export function trainingOrders(seed: string, { aperiodic }: Amounts): Order[] {
  return drawn(seed, "aperiodic", aperiodic, drawAperiodic);
}

/** Everything that is reported on: implants, and both kinds of benign pairs. */
export function reportOrders(
  seed: string,
  variants: readonly Variant[],
  amounts: Amounts,
): Order[] {
  return [
    ...variants.map((variant) => ({ key: variant.id, variant, pairs: amounts.pairs })),
    ...drawn(seed, "aperiodic", amounts.aperiodic, drawAperiodic),
    ...drawn(seed, "periodic", amounts.periodic, drawBenignPeriodic),
  ];
}

function drawn(
  seed: string,
  kind: string,
  count: number,
  draw: (random: Random) => Variant,
): Order[] {
  const random = randomFrom(`${seed}/${kind}`);
  return Array.from({ length: count }, (_, i) => ({
    key: `${kind}/${i}`,
    variant: draw(random),
    pairs: 1,
  }));
}
