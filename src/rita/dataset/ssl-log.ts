import type { ByteFields } from "../../columns/byte-fields.js";
import { connectionVerdict } from "./address-filter.js";
import { signatureOf } from "./http-log.js";
import { COLUMN, SSL_COLUMN } from "./log-kinds.js";
import type { Reading } from "./reading.js";
import { RowEnds } from "./row-ends.js";
import { WAITING } from "./uid-rows.js";
import { portOf } from "./values.js";

/** Reads ssl rows (or, `open`, those of open connections), which wait for their connections. */
export class SslLog {
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
    const { endpoints, intake, names, waiting } = reading;
    const { bytes, start, end } = fields;
    const from = start[SSL_COLUMN.serverName] as number;
    const to = end[SSL_COLUMN.serverName] as number;
    if (!this.#ends.read(fields)) return true;
    const { time, source, destination, timed } = this.#ends;
    const { filterExternalToInternal } = reading.config.filtering;
    const [asks, answers] = [endpoints.flags(source), endpoints.flags(destination)];
    const name = from < 0 || from === to ? undefined : names.idOfBytes(bytes, from, to);
    if (
      name === undefined ||
      reading.isNameLeftOut(name) ||
      !endpoints.isInternal(source) ||
      connectionVerdict(asks, answers, filterExternalToInternal) !== "keep"
    ) {
      intake.ignored++;
      return true;
    }
    intake.accept();
    const port = portOf(fields, COLUMN.port);
    waiting.times.push(time);
    waiting.sources.push(source);
    waiting.destinations.push(destination);
    waiting.names.push(name);
    waiting.ports.push(port || 0);
    waiting.flags.push(WAITING.tls | (this.#open ? WAITING.open : 0));
    waiting.signatures.push(signatureOf(fields, SSL_COLUMN.ja3, reading));
    waiting.mismatches.push(0);
    waiting.add(bytes, start[COLUMN.uid] as number, end[COLUMN.uid] as number);
    return timed && !Number.isNaN(port);
  }
}
