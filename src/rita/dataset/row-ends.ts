import type { ByteFields } from "../../columns/byte-fields.js";
import type { Intake } from "../../intake.js";
import type { Endpoints } from "./endpoints.js";
import { COLUMN } from "./log-kinds.js";
import { secondsOf } from "./values.js";

const utf8 = new TextDecoder();

/** What every row must have, of the row read last. One object for all rows of a log: there may be millions. */
export class RowEnds {
  /** Epoch seconds; RITA goes on with the first second of 1970 where it cannot read one. */
  time = 0;
  /** Whether the time could be read. */
  timed = true;
  source = 0;
  destination = 0;
  readonly #endpoints: Endpoints;
  readonly #intake: Intake;

  constructor(endpoints: Endpoints, intake: Intake) {
    this.#endpoints = endpoints;
    this.#intake = intake;
  }

  /** Reads a row; false, and counted as a reject, for one that RITA drops for want of an address or a uid. */
  read(fields: ByteFields): boolean {
    this.source = this.#end(fields, COLUMN.source);
    this.destination = this.source < 0 ? this.source : this.#end(fields, COLUMN.destination);
    if (this.source < 0 || this.destination < 0)
      return this.#reject("no pair of addresses", fields);
    const uid = fields.start[COLUMN.uid] as number;
    if (uid < 0 || uid === fields.end[COLUMN.uid]) return this.#reject("no uid", fields);
    const time = secondsOf(fields, COLUMN.time);
    this.timed = time >= 0;
    this.time = this.timed ? time : 0;
    return true;
  }

  #end({ bytes, start, end }: ByteFields, column: number): number {
    const found = this.#endpoints.find(bytes, start[column] as number, end[column] as number);
    const agent = start[COLUMN.agent] as number;
    if (found < 0 || agent < 0) return found;
    return this.#endpoints.signed(found, bytes, agent, end[COLUMN.agent] as number);
  }

  /** The values that were read are shown, for people to find the row by. */
  #reject(reason: string, { bytes, start, end }: ByteFields): false {
    const values = Array.from(start, (from, i) =>
      from < 0 ? "-" : utf8.decode(bytes.subarray(from, end[i] as number)),
    );
    this.#intake.reject(reason, values.join("\t"));
    return false;
  }
}
