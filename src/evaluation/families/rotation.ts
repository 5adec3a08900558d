import { integer } from "../distributions.js";
import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { type ImplantParameters, implantTimes } from "../implant.js";

/**
 * An implant that goes round its `servers`: to the next one each time, or to one drawn at random where `random` is 1. In turn,
 * each server sees one check-in in so many; at random, the number of sleeps between two that it sees is geometric.
 */
export const rotation: Family<
  ImplantParameters & { readonly servers: number; readonly random: number }
> = {
  id: "rotation",
  code: "B13",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 60, jitter: 0, servers: 3, random: 1 },
  destinations: ({ servers }) => servers,
  starts: (random, window, parameters) =>
    implantTimes(random, window, parameters).map((time, i) => ({
      time,
      destination:
        parameters.random === 1
          ? integer(random, 0, parameters.servers - 1)
          : i % parameters.servers,
    })),
  exchanges: checkInExchanges,
};
