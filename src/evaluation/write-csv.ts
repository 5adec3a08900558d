import type { LabelledConnection } from "./simulation.js";

const HEADER =
  "time,source,sourcePort,destination,destinationPort,protocol,duration,bytesOut,bytesIn";

/**
 * The connections as CSV with a header line, in the order given and in pieces of a line: times in ISO 8601 to the microsecond,
 * durations in seconds, empty where a value is not known. No cell needs quotes.
 */
export function* csvLines(connections: readonly LabelledConnection[]): Generator<string> {
  yield `${HEADER}\n`;
  for (const connection of connections) {
    const { source, sourcePort, destination, port, protocol } = connection;
    const { duration, bytesOut, bytesIn } = connection;
    const key = `${source},${sourcePort},${destination},${port},${protocol}`;
    const seconds = duration?.toFixed(6) ?? "";
    yield `${isoTime(connection.time)},${key},${seconds},${bytesOut ?? ""},${bytesIn ?? ""}\n`;
  }
}

/** The same as one string, which a million connections are too long for to be handled well. */
export function writeCsv(connections: readonly LabelledConnection[]): string {
  return [...csvLines(connections)].join("");
}

/** From whole microseconds: their last digits are not exact in a double of milliseconds. */
function isoTime(time: number): string {
  const microseconds = Math.round(time * 1000);
  const rest = microseconds % 1_000_000;
  const date = new Date((microseconds - rest) / 1000).toISOString();
  return `${date.slice(0, 19)}.${String(rest).padStart(6, "0")}Z`;
}
