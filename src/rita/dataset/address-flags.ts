import { networks } from "../../network/networks.js";
import type { RitaFiltering } from "../config/config.js";
import { NEVER_INCLUDED } from "../config/presets.js";

/** What RITA's filters ask of an address. */
export const ADDRESS = { internal: 1, always: 2, never: 4, private: 8 } as const;

/** Addresses that many networks use, so that RITA tells them apart by the sensor that saw them, where one signs its logs. */
const PRIVATE = [
  ...["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
  ...["127.0.0.0/8", "::1/128", "169.254.0.0/16", "fe80::/10", "224.0.0.0/24", "ff02::/16"],
];

/** A function from a canonical address to the sum of its ADDRESS flags. Throws a RangeError for a subnet that is none. */
export function addressFlags(filtering: RitaFiltering): (address: string) => number {
  const lists = [
    [ADDRESS.internal, networks(filtering.internalSubnets)],
    [ADDRESS.always, networks(filtering.alwaysIncludedSubnets)],
    [ADDRESS.never, networks([...filtering.neverIncludedSubnets, ...NEVER_INCLUDED])],
    [ADDRESS.private, networks(PRIVATE)],
  ] as const;
  return (address) => {
    let flags = 0;
    for (const [flag, list] of lists) if (list.has(address)) flags |= flag;
    return flags;
  };
}
