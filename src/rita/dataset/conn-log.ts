import type { ByteFields } from "../../columns/byte-fields.js";
import { connectionVerdict } from "./address-filter.js";
import { EVENT } from "./events.js";
import { joinRequest, joinUnnamed } from "./join.js";
import { COLUMN, CONN_COLUMN } from "./log-kinds.js";
import type { Reading } from "./reading.js";
import { RowEnds } from "./row-ends.js";
import { WAITING } from "./uid-rows.js";
import { countOf, numberOf, portOf } from "./values.js";

/**
 * Reads conn rows (or, `open`, those of connections that are not over) into groups of addresses, and what http and ssl rows of
 * the same import said of them into groups of names. Those must have been read before.
 */
export class ConnLog {
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
    const { endpoints, intake, services, waiting, pairs, config } = this.#reading;
    if (!this.#ends.read(fields)) return true;
    const { time, source, destination, timed } = this.#ends;
    const verdict = connectionVerdict(
      endpoints.flags(source),
      endpoints.flags(destination),
      config.filtering.filterExternalToInternal,
    );
    if (verdict === "drop") {
      intake.ignored++;
      return true;
    }
    const seconds = numberOf(fields, CONN_COLUMN.duration);
    const bytesSent = countOf(fields, CONN_COLUMN.sent);
    const bytesReceived = countOf(fields, CONN_COLUMN.received);
    const sourcePort = portOf(fields, COLUMN.sourcePort);
    const port = portOf(fields, COLUMN.port);
    const protocol = services.name(fields, CONN_COLUMN.protocol);
    const service = services.name(fields, CONN_COLUMN.service);
    const group = pairs.id(source, destination, 0);
    const duration = seconds || 0;
    const sent = bytesSent || 0;
    const total = sent + (bytesReceived || 0);
    if (verdict === "keep") {
      intake.accept();
      this.#add(
        group,
        time,
        sent,
        total,
        duration,
        services.id(sourcePort || 0, port || 0, protocol, service),
      );
    } else intake.ignored++;
    const { bytes, start, end } = fields;
    const uid = waiting.find(bytes, start[COLUMN.uid] as number, end[COLUMN.uid] as number);
    if (uid >= 0) {
      const connection = { time, group, sent, total, duration, protocol, service };
      this.#join(uid, connection, verdict === "keep");
    }
    return timed && seconds + bytesSent + bytesReceived + sourcePort + port >= 0;
  }

  #add(
    group: number,
    time: number,
    sent: number,
    total: number,
    duration: number,
    service: number,
  ): void {
    const { pairEvents, importNumber, times } = this.#reading;
    if (this.#open) times.other(time);
    else times.beacon(time);
    const flags = this.#open ? EVENT.open : 0;
    pairEvents.add(group, time, sent, total, duration, importNumber, service, 0, flags);
  }

  /** Makes events of what waits for a connection, whose uid has number `uid`. */
  #join(uid: number, connection: Connection, kept: boolean): void {
    const reading = this.#reading;
    const { waiting, pairLinks, importNumber, firstUid } = reading;
    const open = this.#open;
    if (kept) pairLinks.add(firstUid + uid, connection.group, importNumber, open);
    for (const row of waiting.handshakes(uid, open)) {
      joinRequest(reading, uid, row, connection, false);
    }
    for (const [rank, row] of waiting.requests(uid, open).entries()) {
      if (waiting.flags.at(row) & WAITING.unnamed) joinUnnamed(reading, uid, row, connection);
      else joinRequest(reading, uid, row, connection, rank > 0);
    }
  }
}

/** One connection, as what waits for it takes it. */
export interface Connection {
  readonly time: number;
  readonly group: number;
  readonly sent: number;
  readonly total: number;
  readonly duration: number;
  /** Ids of names. */
  readonly protocol: number;
  readonly service: number;
}
