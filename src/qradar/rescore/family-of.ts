import { allowList } from "../../network/allow-list.js";
import { networks } from "../../network/networks.js";
import { printable } from "../../text/printable.js";
import type { ResultRow } from "../result-row.js";
import { type Family, familyScore, type Range } from "./family.js";
import type { RowFacts } from "./row-facts.js";
import type { RowPopulation } from "./row-population.js";
import type { Sign } from "./sign.js";

/** Finds the first of some families that a row looks like. */
export type FamilyOf = (
  row: ResultRow,
  facts: RowFacts,
  population: RowPopulation,
) => Family | undefined;

/** A function that knows these families; their networks and domains must be sound (see `parseFamilies`). */
export function familyOf(families: readonly Family[]): FamilyOf {
  const tests = families.map((family) => ({ family, holds: testOf(family) }));
  return (row, facts, population) =>
    tests.find(({ holds }) => holds(row, facts, population))?.family;
}

function testOf(family: Family) {
  const inside = family.networks && networks(family.networks);
  const below = family.domains && allowList(family.domains);
  return (row: ResultRow, facts: RowFacts, population: RowPopulation): boolean => {
    const { outEach, inEach, mean } = facts;
    const ratio = outEach !== null && inEach !== null && inEach > 0 ? outEach / inEach : null;
    return (
      (inside === undefined || inside.has(row.destination)) &&
      (below === undefined || (row.host !== null && below.has(row.host))) &&
      (family.ports === undefined || family.ports.includes(row.port)) &&
      within(family.intervalSeconds, mean) &&
      within(family.bytesOutPerRequest, outEach) &&
      within(family.bytesInPerRequest, inEach) &&
      within(family.ratio, ratio) &&
      (family.leastSources === undefined ||
        (mean !== null && population.alike(row.destination, mean) >= family.leastSources))
    );
  };
}

function within(range: Range | undefined, value: number | null): boolean {
  return range === undefined || (value !== null && value >= range[0] && value <= range[1]);
}

/** A family lowers, and is named. */
export const knownFamily: Sign = ({ family, row }) => {
  if (family === undefined) return undefined;
  return { score: familyScore(), sentences: () => [familyInWords(family, row)] };
};

/**
 * What is said of a row that looks like a family.
 *
 * @example familyInWords({ name: "a test" }, { host: "a.example", destination: "192.0.2.1" }).slice(0, 20); // => "It looks like a test"
 */
export function familyInWords(
  { name }: Pick<Family, "name">,
  { host, destination }: Pick<ResultRow, "host" | "destination">,
): string {
  return `It looks like ${name}; if it is, put ${printable(host ?? destination)} on the allow list.`;
}
