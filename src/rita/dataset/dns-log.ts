import type { ByteFields } from "../../columns/byte-fields.js";
import { dnsVerdict } from "./address-filter.js";
import { DNS_COLUMN } from "./log-kinds.js";
import type { Reading } from "./reading.js";
import { RowEnds } from "./row-ends.js";
import { startOfHour } from "./sightings.js";
import { textOf } from "./values.js";

const COMMA = 44;
const DOT = 46;

/** Reads dns rows: who queried which name, and what it resolved to. */
export class DnsLog {
  readonly #reading: Reading;
  readonly #ends: RowEnds;

  constructor(reading: Reading) {
    this.#reading = reading;
    this.#ends = new RowEnds(reading.endpoints, reading.intake);
  }

  /** Takes a row; false when its time could not be read and counts as 0. */
  row(fields: ByteFields): boolean {
    const reading = this.#reading;
    const { endpoints, intake, names, queries, queriesMet, importNumber } = reading;
    if (!this.#ends.read(fields)) return true;
    const { bytes, start, end } = fields;
    const { time, source, destination, timed } = this.#ends;
    const from = start[DNS_COLUMN.query] as number;
    const to = end[DNS_COLUMN.query] as number;
    // A name without a dot (com, localhost) is none to RITA.
    const dotted = from >= 0 && bytes.subarray(from, to).includes(DOT);
    const { filterExternalToInternal } = reading.config.filtering;
    const [asks, answers] = [endpoints.flags(source), endpoints.flags(destination)];
    const name = dotted ? names.idOfBytes(bytes, from, to) : undefined;
    if (
      name === undefined ||
      reading.isNameLeftOut(name) ||
      dnsVerdict(asks, answers, filterExternalToInternal) !== "keep"
    ) {
      intake.ignored++;
      return true;
    }
    intake.accept();
    queriesMet.add(queries.id(name, source, destination), importNumber, time);
    reading.times.other(startOfHour(time));
    if (textOf(fields, DNS_COLUMN.type) === "A") this.#answers(fields, name, time);
    return timed;
  }

  #answers({ bytes, start, end }: ByteFields, name: number, time: number): void {
    const { endpoints, answers, answersMet, importNumber } = this.#reading;
    const to = end[DNS_COLUMN.answers] as number;
    for (let from = start[DNS_COLUMN.answers] as number; from >= 0 && from < to; ) {
      const comma = bytes.subarray(from, to).indexOf(COMMA);
      const behind = comma < 0 ? to : from + comma;
      const resolved = endpoints.find(bytes, from, behind);
      if (resolved >= 0) answersMet.add(answers.id(name, resolved, 0), importNumber, time);
      from = behind + 1;
    }
  }
}
