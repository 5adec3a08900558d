import { webExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { type BrowsingParameters, browsing, browsingTimes } from "./browsing.js";

/** An address that many sites share: the union of what `sites` of them are browsed for. */
export const cdn: Family<BrowsingParameters & { readonly sites: number }> = {
  id: "cdn",
  code: "N5",
  label: "benign",
  port: 443,
  protocol: "tcp",
  sources: 3,
  defaults: { ...browsing.defaults, minimumOffSeconds: 600, sites: 20 },
  starts: (random, window, parameters) =>
    Array.from({ length: parameters.sites }, () =>
      browsingTimes(random, window, parameters),
    ).flat(),
  exchanges: webExchanges,
};
