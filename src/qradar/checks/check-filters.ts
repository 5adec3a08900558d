import type { Rule } from "../../reference/index.js";
import type { ResultRow } from "../result-row.js";
import type { Complaint } from "./complaint.js";

/** What the query's WHERE says against the row; `excluded` are the rule's networks. */
export function checkFilters(
  { destination, port }: ResultRow,
  { ports, excludePrefixes }: Rule,
  excluded: { has(address: string): boolean },
): Complaint[] {
  const complaints: Complaint[] = [];
  if (ports.length > 0 && !ports.includes(port)) {
    const what = `${port} is none of the rule's ports ${ports.join(", ")}`;
    complaints.push({ columns: ["destinationport"], what, isRuled: true });
  }
  const prefix = excludePrefixes.find((text) => destination.startsWith(text));
  if (prefix !== undefined || excluded.has(destination)) {
    const what = `the rule leaves out ${destination}`;
    complaints.push({ columns: ["destinationip"], what, isRuled: true });
  }
  return complaints;
}
