import { connectionVerdict } from "./address-filter.js";
import type { Connection } from "./conn-log.js";
import { EVENT } from "./events.js";
import type { Reading } from "./reading.js";
import { WAITING } from "./uid-rows.js";

/**
 * Joins a request or handshake that names a host (row number `row` of those that wait) to its connection, the one whose uid has
 * number `uid`. Of a connection's requests only the first has its bytes: the others (`further`) just tell of their group.
 */
export function joinRequest(
  reading: Reading,
  uid: number,
  row: number,
  connection: Connection,
  further: boolean,
): void {
  const { waiting, namePairs, nameEvents, nameLinks, importNumber, services } = reading;
  const { time, protocol, service } = connection;
  const { sent, total, duration } = further ? { sent: 0, total: 0, duration: 0 } : connection;
  const kind = waiting.flags.at(row);
  const open = (kind & WAITING.open) !== 0;
  const name = waiting.names.at(row);
  const server = waiting.destinations.at(row);
  const group = namePairs.id(waiting.sources.at(row), name, 0);
  const flags =
    (open ? EVENT.open : 0) |
    (further ? EVENT.further : 0) |
    (kind & WAITING.proxied ? EVENT.proxied : 0);
  const id = services.id(0, waiting.ports.at(row), protocol, service);
  nameEvents.add(group, time, sent, total, duration, importNumber, id, server, flags);
  nameLinks.add(reading.firstUid + uid, group, importNumber, open);
  // Connections to a proxy inside never count themselves, so that their times are known by what goes through it alone.
  if (kind & WAITING.proxied) noteTime(reading, time, open);
  if (open) return;
  noteSignature(reading, row, time, server, name);
  const count = waiting.mismatches.at(row);
  if (count > 0) reading.mismatches.add(group, importNumber, time, count);
}

/** Joins a request without a Host: it marks the connection's group of addresses, if its own ends pass the filter. */
export function joinUnnamed(
  reading: Reading,
  uid: number,
  row: number,
  { time, group }: Connection,
): void {
  const { endpoints, config, waiting, pairEvents, pairLinks, importNumber, firstUid } = reading;
  const [source, destination] = [waiting.sources.at(row), waiting.destinations.at(row)];
  const verdict = connectionVerdict(
    endpoints.flags(source),
    endpoints.flags(destination),
    config.filtering.filterExternalToInternal,
  );
  if (verdict !== "keep") return;
  const open = (waiting.flags.at(row) & WAITING.open) !== 0;
  const flags = EVENT.missingHost | (open ? EVENT.open : 0);
  pairEvents.add(group, time, 0, 0, 0, importNumber, 0, 0, flags);
  pairLinks.add(firstUid + uid, group, importNumber, open);
  noteTime(reading, time, open);
  const outside = endpoints.isInternal(source) ? destination : source;
  if (!open) noteSignature(reading, row, time, outside, undefined);
}

function noteTime({ times }: Reading, time: number, open: boolean): void {
  if (open) times.other(time);
  else times.beacon(time);
}

/** Notes with what end, and which name if any, the source of a row used its signature. */
function noteSignature(
  reading: Reading,
  row: number,
  time: number,
  end: number,
  name: number | undefined,
): void {
  const { waiting, signatureNames, signatureNamesMet, importNumber } = reading;
  const signature = waiting.signatures.at(row);
  const source = waiting.sources.at(row);
  if (signature === 0) return;
  const { bareSignatures, bareSignaturesMet, signatureEnds, signatureEndsMet } = reading;
  if (name === undefined) {
    bareSignaturesMet.add(bareSignatures.id(source, signature, end), importNumber, time);
  } else signatureNamesMet.add(signatureNames.id(source, signature, name), importNumber, time);
  signatureEndsMet.add(signatureEnds.id(source, signature, end), importNumber, time);
}
