import type { ByteFields } from "../../columns/byte-fields.js";
import { connectionVerdict, isNever } from "./address-filter.js";
import { COLUMN, CONN_COLUMN, HTTP_COLUMN, SSL_COLUMN } from "./log-kinds.js";
import type { RowEnds } from "./row-ends.js";
import type { V4Reading } from "./v4-reading.js";
import { countOf, numberOf, textOf } from "./values.js";

/** Reads conn rows as RITA v4 does; of open ones (`open`) it takes the time alone. */
export function v4Conn(reading: V4Reading, fields: ByteFields, open: boolean): boolean {
  const { intake, times, pairs, pairEvents, nameEvents, waiting } = reading;
  const { ends } = reading;
  if (!ends.read(fields)) return true;
  if (!isKept(reading, ends)) {
    intake.ignored++;
    return true;
  }
  intake.accept();
  const { time, source, destination, timed } = ends;
  if (open) times.other(time);
  else times.beacon(time);
  if (open) return timed;
  const seconds = numberOf(fields, CONN_COLUMN.duration);
  const sent = countOf(fields, CONN_COLUMN.sent);
  const received = countOf(fields, CONN_COLUMN.received);
  const total = (sent || 0) + (received || 0);
  const duration = Math.ceil((seconds || 0) * 10_000) / 10_000;
  const group = pairs.id(source, destination, 0);
  pairEvents.add(group, time, sent || 0, total, duration, 0, 0, destination, 0);
  const { bytes, start, end } = fields;
  const [from, to] = [start[COLUMN.uid] as number, end[COLUMN.uid] as number];
  for (const event of waiting.of(bytes, from, to)) nameEvents.setSizes(event, sent || 0, total);
  return timed && seconds + sent + received >= 0;
}

/** Reads http rows: each request is an event of its own, at its own time. */
export function v4Http(reading: V4Reading, fields: ByteFields): boolean {
  const { endpoints, intake, names, proxied, proxiedEvents } = reading;
  const { ends } = reading;
  if (!ends.read(fields)) return true;
  const { time, source, destination, timed } = ends;
  const host = textOf(fields, HTTP_COLUMN.host) || hostOfUri(textOf(fields, HTTP_COLUMN.uri));
  const isProxied = textOf(fields, HTTP_COLUMN.method) === "CONNECT";
  const behind = endpoints.isInternal(destination) ? endpoints.flagsOfText(host) : undefined;
  const kept = isProxied
    ? !isNever(endpoints.flags(source)) &&
      (behind === undefined || verdictOf(reading, endpoints.flags(source), behind))
    : isKept(reading, ends) && host !== "";
  if (reading.isLeftOut(host) || !kept) {
    intake.ignored++;
    return true;
  }
  intake.accept();
  if (isProxied) {
    const group = proxied.id(source, names.id(host), 0);
    proxiedEvents.add(group, time, 0, 0, 0, 0, 0, destination, 0);
  } else named(reading, fields, ends, host);
  return timed;
}

/** Reads ssl rows: each handshake is an event of its own, at its own time. */
export function v4Ssl(reading: V4Reading, fields: ByteFields): boolean {
  const { intake } = reading;
  const { ends } = reading;
  if (!ends.read(fields)) return true;
  const name = textOf(fields, SSL_COLUMN.serverName);
  if (name === "" || reading.isLeftOut(name) || !isKept(reading, ends)) {
    intake.ignored++;
    return true;
  }
  intake.accept();
  named(reading, fields, ends, name);
  return ends.timed;
}

/** An event of a name, whose bytes come with its connection. */
function named(reading: V4Reading, fields: ByteFields, ends: RowEnds, name: string): void {
  const { names, namePairs, nameEvents, waiting } = reading;
  const { time, source, destination } = ends;
  const group = namePairs.id(source, names.id(name), 0);
  const event = nameEvents.add(group, time, Number.NaN, 0, 0, 0, 0, destination, 0);
  const { bytes, start, end } = fields;
  waiting.add(bytes, start[COLUMN.uid] as number, end[COLUMN.uid] as number, event);
}

function isKept(reading: V4Reading, { source, destination }: RowEnds): boolean {
  const { endpoints } = reading;
  return verdictOf(reading, endpoints.flags(source), endpoints.flags(destination));
}

function verdictOf({ config }: V4Reading, source: number, destination: number): boolean {
  const { filterExternalToInternal } = config.filtering;
  return connectionVerdict(source, destination, filterExternalToInternal) === "keep";
}

/**
 * The host in a URI, which v4 goes by where a request has no Host: what stands before the port or, without one, before the path.
 *
 * @example hostOfUri("http://example.com:8080/a"); // => "example.com"
 */
export function hostOfUri(uri: string): string {
  const rest = uri.includes("://") ? uri.slice(uri.indexOf("://") + 3) : uri;
  const end = rest.includes(":") ? rest.indexOf(":") : rest.indexOf("/");
  return end < 0 ? rest : rest.slice(0, end);
}
