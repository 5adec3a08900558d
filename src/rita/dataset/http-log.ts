import type { ByteFields } from "../../columns/byte-fields.js";
import { connectionVerdict, isNever } from "./address-filter.js";
import { COLUMN, HTTP_COLUMN } from "./log-kinds.js";
import { mimeMismatches } from "./mime-mismatch.js";
import type { Reading } from "./reading.js";
import { RowEnds } from "./row-ends.js";
import { WAITING } from "./uid-rows.js";
import { portOf, textOf } from "./values.js";

const CONNECT = "CONNECT";

/** Reads http rows (or, `open`, those of open connections), which wait for their connections. */
export class HttpLog {
  readonly #reading: Reading;
  readonly #open: boolean;
  readonly #ends: RowEnds;

  constructor(reading: Reading, open: boolean) {
    this.#reading = reading;
    this.#open = open;
    this.#ends = new RowEnds(reading.endpoints, reading.intake);
  }

  /** Takes a row; false when a field of it could not be read and counts as 0. */
  row(fields: ByteFields): boolean {
    const reading = this.#reading;
    const { intake, names, waiting } = reading;
    if (!this.#ends.read(fields)) return true;
    const { time, timed, source, destination } = this.#ends;
    const { bytes, start, end } = fields;
    const host = start[HTTP_COLUMN.host] as number;
    const behind = end[HTTP_COLUMN.host] as number;
    const name = host < 0 || host === behind ? undefined : names.idOfBytes(bytes, host, behind);
    const proxied = textOf(fields, HTTP_COLUMN.method) === CONNECT;
    if (this.#isLeftOut(name, proxied)) {
      intake.ignored++;
      return true;
    }
    intake.accept();
    const port = portOf(fields, COLUMN.port);
    const types = textOf(fields, HTTP_COLUMN.types);
    waiting.times.push(time);
    waiting.sources.push(source);
    waiting.destinations.push(destination);
    waiting.names.push(name ?? 0);
    waiting.ports.push(port || 0);
    waiting.flags.push(
      (proxied ? WAITING.proxied : 0) |
        (name === undefined ? WAITING.unnamed : 0) |
        (this.#open ? WAITING.open : 0),
    );
    waiting.signatures.push(signatureOf(fields, HTTP_COLUMN.userAgent, reading));
    const uri = types === "" ? "" : textOf(fields, HTTP_COLUMN.uri);
    waiting.mismatches.push(mimeMismatches(types, uri));
    waiting.add(bytes, start[COLUMN.uid] as number, end[COLUMN.uid] as number);
    return timed && !Number.isNaN(port);
  }

  #isLeftOut(name: number | undefined, proxied: boolean): boolean {
    const { source, destination } = this.#ends;
    const { endpoints, names, config } = this.#reading;
    const [from, to] = [endpoints.flags(source), endpoints.flags(destination)];
    if (name !== undefined && this.#reading.isNameLeftOut(name)) return true;
    const { filterExternalToInternal } = config.filtering;
    if (!proxied) {
      if (name !== undefined && !endpoints.isInternal(source)) return true;
      return connectionVerdict(from, to, filterExternalToInternal) !== "keep";
    }
    // The proxy is no destination: only behind one inside, and only where the host is an address, is there another.
    if (isNever(from)) return true;
    if (name === undefined || !endpoints.isInternal(destination)) return false;
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
