import type { ByteFields } from "../../columns/byte-fields.js";
import { connectionVerdict } from "./address-filter.js";
import { EVENT } from "./events.js";
import { COLUMN, CONN_COLUMN } from "./log-kinds.js";
import type { Reading } from "./reading.js";
import { rowEnds } from "./row-ends.js";
import { NO_NAME, type UidRow } from "./uid-rows.js";
import { countOf, numberOf } from "./values.js";

/** One connection, as what waits for it takes it. */
interface Connection {
  readonly time: number;
  readonly group: number;
  readonly sent: number;
  readonly total: number;
  readonly duration: number;
  readonly protocol: number;
  readonly service: number;
}

/**
 * Reads conn rows (or, `open`, those of connections that are not over) into groups of addresses, and what http and ssl rows of
 * the same import said of them into groups of names. Those must have been read before.
 */
export class ConnLog {
  readonly #reading: Reading;
  readonly #open: boolean;

  constructor(reading: Reading, open: boolean) {
    this.#reading = reading;
    this.#open = open;
  }

  /** Takes a row; false when a field of it could not be read and counts as 0. */
  row(fields: ByteFields): boolean {
    const reading = this.#reading;
    const { endpoints, intake, services, waiting } = reading;
    const ends = rowEnds(fields, reading);
    if (ends === undefined) return true;
    const { time, source, destination, timed } = ends;
    const { filterExternalToInternal } = reading.config.filtering;
    const verdict = connectionVerdict(
      endpoints.flags(source),
      endpoints.flags(destination),
      filterExternalToInternal,
    );
    if (verdict === "drop") {
      intake.ignored++;
      return true;
    }
    const duration = numberOf(fields, CONN_COLUMN.duration);
    const sent = countOf(fields, CONN_COLUMN.sent);
    const received = countOf(fields, CONN_COLUMN.received);
    const sourcePort = countOf(fields, COLUMN.sourcePort);
    const port = countOf(fields, COLUMN.port);
    const protocol = services.name(fields, CONN_COLUMN.protocol);
    const service = services.name(fields, CONN_COLUMN.service);
    const group = reading.pairs.id(source, destination, 0);
    const total = (sent || 0) + (received || 0);
    const connection = {
      ...{ time, group, protocol, service },
      ...{ sent: sent || 0, total, duration: duration || 0 },
    };
    if (verdict === "keep") {
      intake.accept();
      this.#note(time);
      const id = services.id(sourcePort || 0, port || 0, protocol, service);
      this.#add(connection, id);
    } else intake.ignored++;
    const uid = waiting.find(
      fields.bytes,
      fields.start[COLUMN.uid] as number,
      fields.end[COLUMN.uid] as number,
    );
    if (uid >= 0) this.#join(uid, connection, verdict === "keep");
    return timed && duration + sent + received + sourcePort + port >= 0;
  }

  #note(time: number): void {
    if (this.#open) this.#reading.times.other(time);
    else this.#reading.times.beacon(time);
  }

  #add({ time, group, sent, total, duration }: Connection, service: number): void {
    const { pairEvents, importNumber } = this.#reading;
    const flags = this.#open ? EVENT.open : 0;
    pairEvents.add(group, time, sent, total, duration, importNumber, service, 0, flags);
  }

  /** Makes events of what waits for a connection, whose uid has number `uid`. */
  #join(uid: number, connection: Connection, kept: boolean): void {
    const { waiting, pairLinks, importNumber, firstUid } = this.#reading;
    if (kept) pairLinks.add(firstUid + uid, connection.group, importNumber, this.#open);
    for (const row of waiting.handshakes(uid, this.#open)) {
      this.#named(uid, row, connection, false);
    }
    for (const [rank, row] of waiting.requests(uid, this.#open).entries()) {
      if (row.name === NO_NAME) this.#unnamed(uid, row, connection);
      else this.#named(uid, row, connection, rank > 0);
    }
  }

  /** A request or handshake that names a host; only the first of a connection's requests has its bytes. */
  #named(uid: number, row: UidRow, connection: Connection, further: boolean): void {
    const reading = this.#reading;
    const { namePairs, nameEvents, nameLinks, importNumber, services } = reading;
    const { time, protocol, service } = connection;
    const { sent, total, duration } = further ? { sent: 0, total: 0, duration: 0 } : connection;
    const group = namePairs.id(row.source, row.name, 0);
    const flags =
      (this.#open ? EVENT.open : 0) |
      (further ? EVENT.further : 0) |
      (row.proxied ? EVENT.proxied : 0);
    const id = services.id(0, row.port, protocol, service);
    nameEvents.add(group, time, sent, total, duration, importNumber, id, row.destination, flags);
    nameLinks.add(reading.firstUid + uid, group, importNumber, this.#open);
    if (row.proxied) this.#note(time);
    if (this.#open) return;
    this.#signature(row, time, row.name + 1, row.destination);
    if (row.mismatches === 0) return;
    const known = reading.mismatches.get(group) ?? [];
    known.push({ importNumber, time, count: row.mismatches });
    reading.mismatches.set(group, known);
  }

  /** A request without a Host marks the group of addresses, if its own ends pass the filter. */
  #unnamed(uid: number, row: UidRow, { time, group }: Connection): void {
    const { endpoints, config, pairEvents, pairLinks, importNumber, firstUid } = this.#reading;
    const [source, destination] = [endpoints.flags(row.source), endpoints.flags(row.destination)];
    const { filterExternalToInternal } = config.filtering;
    if (connectionVerdict(source, destination, filterExternalToInternal) !== "keep") return;
    const flags = EVENT.missingHost | (this.#open ? EVENT.open : 0);
    pairEvents.add(group, time, 0, 0, 0, importNumber, 0, 0, flags);
    pairLinks.add(firstUid + uid, group, importNumber, this.#open);
    this.#note(time);
    if (this.#open) return;
    const outside = endpoints.isInternal(row.source) ? row.destination : row.source;
    this.#signature(row, time, 0, outside);
  }

  #signature({ signature, source }: UidRow, time: number, name: number, end: number): void {
    if (signature === 0) return;
    const reading = this.#reading;
    const { signatureNames, signatureNamesMet, signatureEnds, signatureEndsMet } = reading;
    if (name > 0) {
      const used = signatureNames.id(source, signature, name);
      signatureNamesMet.add(used, reading.importNumber, time);
    }
    if (name === 0) reading.bareSignatures.id(source, signature, end);
    signatureEndsMet.add(signatureEnds.id(source, signature, end), reading.importNumber, time);
  }
}
