import type { ByteFields } from "../../columns/byte-fields.js";
import type { Intake } from "../../intake.js";
import type { Endpoints } from "./endpoints.js";
import { COLUMN } from "./log-kinds.js";
import { secondsOf } from "./values.js";

/** What every row must have. */
export interface RowEnds {
  readonly time: number;
  readonly source: number;
  readonly destination: number;
  /** Whether the time could be read; RITA goes on with the first second of 1970 where not. */
  readonly timed: boolean;
}

/** The time and the ends of a row; undefined, and counted as a reject, for one that RITA drops for the lack of them. */
export function rowEnds(
  fields: ByteFields,
  { endpoints, intake }: { readonly endpoints: Endpoints; readonly intake: Intake },
): RowEnds | undefined {
  const { bytes, start, end } = fields;
  const endOf = (column: number): number => {
    const found = endpoints.find(bytes, start[column] as number, end[column] as number);
    if (found < 0) return found;
    const agent = start[COLUMN.agent] as number;
    return endpoints.signed(found, bytes, agent, end[COLUMN.agent] as number);
  };
  const source = endOf(COLUMN.source);
  const destination = source < 0 ? source : endOf(COLUMN.destination);
  const uid = start[COLUMN.uid] as number;
  if (source < 0 || destination < 0 || uid < 0 || uid === end[COLUMN.uid]) {
    intake.reject(source < 0 || destination < 0 ? "no pair of addresses" : "no uid", shown(fields));
    return undefined;
  }
  const time = secondsOf(fields, COLUMN.time);
  const timed = time >= 0;
  return { time: timed ? time : 0, source, destination, timed };
}

const utf8 = new TextDecoder();

/** The values that were read of a row, for people to find it by. */
function shown({ bytes, start, end }: ByteFields): string {
  const values = Array.from(start, (from, i) =>
    from < 0 ? "-" : utf8.decode(bytes.subarray(from, end[i] as number)),
  );
  return values.join("\t");
}
