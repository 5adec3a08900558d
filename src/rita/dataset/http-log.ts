import type { ByteFields } from "../../columns/byte-fields.js";
import { connectionVerdict, isNever } from "./address-filter.js";
import { COLUMN, HTTP_COLUMN } from "./log-kinds.js";
import { mimeMismatches } from "./mime-mismatch.js";
import type { Reading } from "./reading.js";
import { type RowEnds, rowEnds } from "./row-ends.js";
import { NO_NAME } from "./uid-rows.js";
import { countOf, textOf } from "./values.js";

const CONNECT = "CONNECT";

/** Reads http rows (or, `open`, those of open connections), which wait for their connections. */
export class HttpLog {
  readonly #reading: Reading;
  readonly #open: boolean;

  constructor(reading: Reading, open: boolean) {
    this.#reading = reading;
    this.#open = open;
  }

  /** Takes a row; false when a field of it could not be read and counts as 0. */
  row(fields: ByteFields): boolean {
    const reading = this.#reading;
    const ends = rowEnds(fields, reading);
    if (ends === undefined) return true;
    const { bytes, start, end } = fields;
    const host = start[HTTP_COLUMN.host] as number;
    const name =
      host < 0 || host === end[HTTP_COLUMN.host]
        ? NO_NAME
        : reading.names.idOfBytes(bytes, host, end[HTTP_COLUMN.host] as number);
    const proxied = textOf(fields, HTTP_COLUMN.method) === CONNECT;
    if (this.#isLeftOut(ends, name, proxied)) {
      reading.intake.ignored++;
      return true;
    }
    reading.intake.accept();
    const port = countOf(fields, COLUMN.port);
    const types = textOf(fields, HTTP_COLUMN.types);
    const { time, source, destination, timed } = ends;
    reading.waiting.add(bytes, start[COLUMN.uid] as number, end[COLUMN.uid] as number, {
      ...{ time, source, destination, name, proxied },
      port: port || 0,
      tls: false,
      open: this.#open,
      signature: signatureOf(fields, HTTP_COLUMN.userAgent, reading),
      mismatches: types === "" ? 0 : mimeMismatches(types, textOf(fields, HTTP_COLUMN.uri)),
    });
    return timed && !Number.isNaN(port);
  }

  #isLeftOut({ source, destination }: RowEnds, name: number, proxied: boolean): boolean {
    const { endpoints, names, config } = this.#reading;
    const [from, to] = [endpoints.flags(source), endpoints.flags(destination)];
    if (name !== NO_NAME && this.#reading.isNameLeftOut(name)) return true;
    const { filterExternalToInternal } = config.filtering;
    if (!proxied) {
      if (name !== NO_NAME && !endpoints.isInternal(source)) return true;
      return connectionVerdict(from, to, filterExternalToInternal) !== "keep";
    }
    // The proxy is no destination: only behind one inside, and only where the host is an address, is there another.
    if (isNever(from)) return true;
    if (name === NO_NAME || !endpoints.isInternal(destination)) return false;
    const behind = endpoints.flagsOfText(names.texts[name] as string);
    if (behind === undefined) return false;
    return connectionVerdict(from, behind, filterExternalToInternal) !== "keep";
  }
}

/** The id of the text in a field, plus one; 0 where there is none. */
export function signatureOf(
  { bytes, start, end }: ByteFields,
  field: number,
  { signatures }: Reading,
): number {
  const from = start[field] as number;
  const to = end[field] as number;
  return from < 0 || from === to ? 0 : signatures.idOfBytes(bytes, from, to) + 1;
}
