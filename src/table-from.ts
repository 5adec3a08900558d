import type { Connection } from "./connection.js";
import { Intake, type IntakeOptions, type Progress } from "./intake.js";
import { type ConnectionTable, directionCode } from "./table.js";
import { ConnectionTableBuilder } from "./table-builder.js";

/** Options of `tableFrom`. */
export interface TableFromOptions extends IntakeOptions {
  /** Stops the reading; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called every 65,536 records. */
  readonly onProgress?: (progress: Progress) => void;
}

const PROGRESS_RECORDS = 1 << 16;

/**
 * A table of connections given as objects, from an iterable at once or from an async iterable in time.
 * A record that cannot be a connection is rejected and counted (`table.input`), never thrown.
 *
 * @example
 * const table = tableFrom([{ time: 0, source: "10.0.0.1", destination: "203.0.113.9", port: 443 }]);
 * table.length; // => 1
 */
export function tableFrom(
  connections: Iterable<Connection>,
  options?: TableFromOptions,
): ConnectionTable;
export function tableFrom(
  connections: AsyncIterable<Connection>,
  options?: TableFromOptions,
): Promise<ConnectionTable>;
export function tableFrom(
  connections: Iterable<Connection> | AsyncIterable<Connection>,
  options: TableFromOptions = {},
): ConnectionTable | Promise<ConnectionTable> {
  const intake = new Intake(options);
  const builder = new ConnectionTableBuilder();
  const take = (connection: Connection) => {
    options.signal?.throwIfAborted();
    intake.line++;
    const reason = append(builder, intake, connection);
    if (reason !== undefined) intake.reject(reason, textOf(connection));
    if (intake.records % PROGRESS_RECORDS === 0) {
      options.onProgress?.({ file: "input", bytes: 0, totalBytes: 0, records: intake.records });
    }
  };
  const finish = () => builder.table(intake.summary, intake.warnings());
  if (Symbol.iterator in connections) {
    for (const connection of connections) take(connection);
    return finish();
  }
  return (async () => {
    for await (const connection of connections) take(connection);
    return finish();
  })();
}

/** Adds the connection, or says why it cannot be one. */
function append(
  builder: ConnectionTableBuilder,
  intake: Intake,
  connection: Connection,
): string | undefined {
  const { time, port } = connection;
  if (!Number.isFinite(time)) return "no time";
  const source = endpointOf(builder, connection.source);
  if (source === undefined) return `bad source ${JSON.stringify(connection.source)}`;
  const destination = endpointOf(builder, connection.destination);
  if (destination === undefined) return `bad destination ${JSON.stringify(connection.destination)}`;
  if (!Number.isInteger(port) || port < 0 || port > 65535) return `bad port ${port}`;
  intake.accept();
  const bytesOut = amount(intake, connection.bytesOut);
  builder.add(time, source, destination, port, bytesOut, amount(intake, connection.bytesIn));
  setOptional(builder, intake, connection);
  return undefined;
}

function setOptional(
  builder: ConnectionTableBuilder,
  intake: Intake,
  connection: Connection,
): void {
  const { direction, host, fingerprint, protocol, duration, eventCount } = connection;
  if (direction !== undefined) builder.set("direction", directionCode(direction));
  if (host) builder.set("host", builder.texts.id(host) + 1);
  if (fingerprint) builder.set("fingerprint", builder.texts.id(fingerprint) + 1);
  if (protocol) builder.set("protocol", builder.texts.id(protocol) + 1);
  if (duration != null) builder.set("duration", amount(intake, duration));
  if (eventCount != null) builder.set("eventCount", amount(intake, eventCount));
}

function endpointOf(builder: ConnectionTableBuilder, text: unknown): number | undefined {
  return typeof text === "string" ? builder.endpoint(text) : undefined;
}

/** A count of something, NaN for unknown; what cannot be one becomes unknown and is noticed. */
function amount(intake: Intake, value: number | null | undefined): number {
  if (value == null) return Number.NaN;
  if (value >= 0 && value < Number.POSITIVE_INFINITY) return value;
  intake.notice("bad-number", "had a negative or infinite number, taken as unknown");
  return Number.NaN;
}

function textOf(connection: unknown): string {
  try {
    return JSON.stringify(connection) ?? String(connection);
  } catch {
    return String(connection);
  }
}
