import { canonicalAddress } from "../../network/address.js";
import type { HandedFinding } from "./handed-finding.js";

/** How a log writes that it knows no address. */
const UNSET: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

/** The destinations of findings that a set of addresses can hold. */
export interface HandedAddresses {
  /** Each address with the findings it is a destination of; both in rank order. */
  readonly findingsOf: ReadonlyMap<string, readonly HandedFinding[]>;
  /** How many different destinations are left out: names, and the address that stands for none. */
  readonly leftOut: number;
}

/** All destinations of the findings, each address once in its canonical form. */
export function handedAddresses(findings: Iterable<HandedFinding>): HandedAddresses {
  const findingsOf = new Map<string, HandedFinding[]>();
  const leftOut = new Set<string>();
  for (const finding of findings) {
    for (const destination of new Set([finding.destination, ...finding.destinations])) {
      const address = canonicalAddress(destination);
      if (address === undefined || UNSET.has(address)) {
        leftOut.add(destination);
        continue;
      }
      const found = findingsOf.get(address);
      if (found === undefined) findingsOf.set(address, [finding]);
      else found.push(finding);
    }
  }
  return { findingsOf, leftOut: leftOut.size };
}
